package io.confab.gateway.world;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning and on, what is committed alone. */
public final class Tail<K, V> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Topic<K, V> topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Seen<K, V>> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "tail");
    private volatile RuntimeException failure;

    /**
     * One record.
     *
     * @param value empty: a tombstone
     */
    public record Seen<K, V>(K key, Optional<V> value, long atNanos) {}

    private Tail(Topic<K, V> topic, KafkaConsumer<byte[], byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    public static <K, V> Tail<K, V> of(Topic<K, V> topic, Settings settings) {
        var config = KafkaClients.properties(settings);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        var tail = new Tail<>(
                topic, new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        tail.thread.start();
        return tail;
    }

    /** Everything so far, in the order of the partition for each key. */
    public List<Seen<K, V>> all() {
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(seen);
    }

    public List<Optional<V>> of(K key) {
        return all().stream()
                .filter(record -> record.key().equals(key))
                .map(Seen::value)
                .toList();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (closing.getCount() > 0) {
                for (var record : consumer.poll(POLL)) {
                    var key = topic.keySerde().deserializer().deserialize(topic.name(), record.key());
                    var value = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
                    seen.add(new Seen<>(key, Optional.ofNullable(value), System.nanoTime()));
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
