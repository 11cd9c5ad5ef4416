package io.confab.schemas.topic;

import static io.confab.schemas.setting.SharedSettings.KAFKA_BOOTSTRAP_SERVERS;
import static io.confab.schemas.setting.SharedSettings.KAFKA_CLIENT_PROPERTIES_FILE;

import io.confab.schemas.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/** What all Kafka clients of a process have in common: whom to ask, and how to be trusted. */
public final class KafkaClients {
    private KafkaClients() {}

    /**
     * A new map to build a producer, consumer, Admin or Streams client on. Throws {@link UncheckedIOException}, which names
     * the setting, if the file with further properties can't be read.
     */
    public static Map<String, Object> properties(Settings settings) {
        var properties = new HashMap<String, Object>();
        settings.get(KAFKA_CLIENT_PROPERTIES_FILE).ifPresent(file -> properties.putAll(read(Path.of(file))));
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.get(KAFKA_BOOTSTRAP_SERVERS));
        return properties;
    }

    private static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    KAFKA_CLIENT_PROPERTIES_FILE + " names a file that can't be read: " + file, e);
        }
        var strings = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> strings.put(name, properties.getProperty(name)));
        return strings;
    }
}
