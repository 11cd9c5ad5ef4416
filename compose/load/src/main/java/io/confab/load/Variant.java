package io.confab.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Settings that are changed to see what it does: {@code name:key=value,key=value}. A key that begins with {@code confab.} is
 * Confab's, one with {@code broker.} the broker's, any other one Kafka Streams' own, such as
 * {@code main.consumer.fetch.max.wait.ms}.
 *
 * @param broker without the prefix
 */
public record Variant(
        String name, Map<String, String> confab, Map<String, String> broker, Map<String, String> streams) {

    /** Nothing changed. */
    public static final Variant AS_SHIPPED = new Variant("as shipped", Map.of(), Map.of(), Map.of());

    private static final String BROKER = "broker.";

    public Variant {
        confab = Map.copyOf(confab);
        broker = Map.copyOf(broker);
        streams = Map.copyOf(streams);
    }

    /** Throws {@link IllegalArgumentException} if {@code text} is none. */
    public static Variant of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is no variant: write name:key=value,key=value");
        }
        var confab = new LinkedHashMap<String, String>();
        var broker = new LinkedHashMap<String, String>();
        var streams = new LinkedHashMap<String, String>();
        for (var pair : text.substring(colon + 1).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + pair + "' in '" + text + "' is not key=value");
            }
            var key = pair.substring(0, equals).strip();
            var value = pair.substring(equals + 1).strip();
            if (key.startsWith("confab.")) {
                confab.put(key, value);
            } else if (key.startsWith(BROKER)) {
                broker.put(key.substring(BROKER.length()), value);
            } else {
                streams.put(key, value);
            }
        }
        return new Variant(text.substring(0, colon), confab, broker, streams);
    }

    /** What a Streams application is given; {@code directory} is where a file with Kafka's own settings can be put. */
    public Map<String, String> settingsIn(Path directory) {
        if (streams.isEmpty()) {
            return confab;
        }
        var properties = new Properties();
        properties.putAll(streams);
        var file = directory.resolve("client.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
        var all = new LinkedHashMap<>(confab);
        all.put("confab.kafka.client-properties-file", file.toString());
        return all;
    }
}
