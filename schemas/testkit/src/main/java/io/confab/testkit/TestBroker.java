package io.confab.testkit;

import io.confab.embedded.EmbeddedBroker;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.Topic;
import io.confab.schemas.topic.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real broker with the topics of the catalogue in four partitions each. One serves all tests of a JVM, which therefore use
 * ids of their own; it ends with the JVM. Thread-safe.
 */
public final class TestBroker {
    /** How long anything may take here before it counts as not coming. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestBroker shared;

    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    private TestBroker(EmbeddedBroker broker) {
        this.broker = broker;
        TopicAdmin.ensure(settings());
        var properties = KafkaClients.properties(settings());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The broker of this JVM, started when it is first asked for. */
    public static synchronized TestBroker shared() {
        if (shared == null) {
            try {
                var directory = Files.createTempDirectory("confab-broker");
                shared = new TestBroker(EmbeddedBroker.start(directory));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> shared.stop(directory), "stop-test-broker"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What a process needs to know of this broker; the rest is by default. */
    public Settings settings() {
        return Settings.of(Map.of(
                "confab.kafka.bootstrap-servers", bootstrapServers(),
                "confab.kafka.partitions", "4",
                "confab.kafka.slots", "4",
                "confab.kafka.replication-factor", "1",
                "confab.kafka.min-insync-replicas", "1",
                "confab.streams.standby-replicas", "0"));
    }

    /** Appends a record; returns when it is durable. */
    public <K, V> void send(Topic<K, V> topic, K key, V value) {
        append(new ProducerRecord<>(
                topic.name(),
                topic.keySerde().serializer().serialize(topic.name(), key),
                topic.valueSerde().serializer().serialize(topic.name(), value)));
    }

    /** Appends what need not be readable. */
    public void sendRaw(Topic<?, ?> topic, String key, String value) {
        append(new ProducerRecord<>(
                topic.name(), key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads what is and comes in {@code topic}, as far as it is committed. */
    public <K, V> TopicReader<K, V> read(Topic<K, V> topic) {
        return new TopicReader<>(
                settings(),
                topic.name(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
    }

    /** Reads what was set aside of {@code topic}. */
    public TopicReader<byte[], byte[]> readDeadLetters(String topic) {
        return TopicReader.raw(settings(), topic + Topic.DEAD_LETTERS);
    }

    private void append(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker didn't take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    private void stop(Path directory) {
        producer.close(Duration.ZERO);
        broker.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
