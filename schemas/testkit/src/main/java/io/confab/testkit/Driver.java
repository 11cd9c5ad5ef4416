package io.confab.testkit;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.StreamsConfiguration;
import io.confab.schemas.topic.Topic;
import io.confab.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Runs a topology without a broker, with the configuration of a real application and typed by the catalogue. Time stands
 * still but for {@link #advance}. It has one partition a topic, commits after each record and, unlike a real application,
 * throws what a processor throws unless that says that nothing was written yet: each topology needs a test on a real broker
 * too. Not thread-safe.
 */
public final class Driver implements AutoCloseable {
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final TopologyTestDriver driver;
    private final Path state;
    private final MeterRegistry metrics;
    private Instant now = START;

    private Driver(TopologyTestDriver driver, Path state, MeterRegistry metrics) {
        this.driver = driver;
        this.state = state;
        this.metrics = metrics;
    }

    public static Driver of(String applicationId, Topology topology) {
        return of(applicationId, topology, new SimpleMeterRegistry());
    }

    /** The same, for a topology that counts in {@code metrics}; dead letters are counted there too. */
    public static Driver of(String applicationId, Topology topology, MeterRegistry metrics) {
        try {
            var state = Files.createTempDirectory("confab-driver");
            var settings = Settings.of(Map.of(
                    "confab.kafka.bootstrap-servers", "none:1", "confab.streams.state-directory", state.toString()));
            var configuration = StreamsConfiguration.of(applicationId, settings, metrics);
            // In the driver's idea of a transaction, what is written for a record that can't be read is lost.
            configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
            return new Driver(new TopologyTestDriver(topology, configuration, START), state, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time of the records that are piped now. */
    public Instant now() {
        return now;
    }

    public MeterRegistry metrics() {
        return metrics;
    }

    /** Lets time pass, for records to come and for punctuators. */
    public void advance(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Appends a record, now; a null {@code value} is a tombstone. */
    public <K, V> void pipe(Topic<K, V> topic, K key, V value) {
        pipeRaw(
                topic,
                topic.keySerde().serializer().serialize(topic.name(), key),
                topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    public void pipe(ChatCommand command) {
        pipe(Topics.CHAT_COMMANDS, command.conversationId(), command);
    }

    public void pipe(InboxCommand command) {
        pipe(Topics.INBOX_COMMANDS, command.userId(), command);
    }

    public void pipe(ChatupCommand command) {
        pipe(Topics.CHATUP_COMMANDS, command.userId(), command);
    }

    /** Appends what need not be readable. */
    public void pipeRaw(Topic<?, ?> topic, String key, String value) {
        pipeRaw(topic, bytes(key), bytes(value));
    }

    private void pipeRaw(Topic<?, ?> topic, byte[] key, byte[] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, now));
        driver.advanceWallClockTime(Duration.ZERO); // the driver looks at what was written only when it goes on
    }

    /** The values written to {@code topic} since the last look, in their order. */
    public <K, V> List<V> read(Topic<K, V> topic) {
        return records(topic).stream().map(TestRecord::value).toList();
    }

    /** The same with their keys. */
    public <K, V> List<KeyValue<K, V>> readKeyed(Topic<K, V> topic) {
        return records(topic).stream()
                .map(record -> KeyValue.pair(record.key(), record.value()))
                .toList();
    }

    /** What was set aside of {@code source} since the last look. */
    public List<DeadLetter> deadLetters(Topic<?, ?> source) {
        return driver
                .createOutputTopic(source.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> DeadLetter.of(record.key(), record.value(), record.headers()))
                .toList();
    }

    /** Drops whatever was written so far. */
    public void discardOutputs() {
        driver.producedTopicNames()
                .forEach(topic -> driver.createOutputTopic(
                                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList());
    }

    /** The store as it is now; throws {@link IllegalArgumentException} if there is none of that name. */
    public <K, V> KeyValueStore<K, V> store(String name) {
        KeyValueStore<K, V> store = driver.getKeyValueStore(name);
        if (store == null) {
            throw new IllegalArgumentException(
                    "no store " + name + " among " + driver.getAllStateStores().keySet());
        }
        return store;
    }

    /** What lies beneath, for what is not wrapped here. */
    public TopologyTestDriver topologyTestDriver() {
        return driver;
    }

    @Override
    public void close() {
        driver.close();
        try (var files = Files.walk(state)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <K, V> List<TestRecord<K, V>> records(Topic<K, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readRecordsToList();
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
