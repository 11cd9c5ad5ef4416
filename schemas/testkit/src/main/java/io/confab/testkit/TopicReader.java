package io.confab.testkit;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a topic from its start, as far as it is committed, and keeps what it has read. Not thread-safe. */
public final class TopicReader<K, V> implements AutoCloseable {
    private final KafkaConsumer<K, V> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<K, V>> read = new ArrayList<>();

    TopicReader(Settings settings, String topic, Deserializer<K> keys, Deserializer<V> values) {
        var properties = KafkaClients.properties(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(properties, keys, values);
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static TopicReader<byte[], byte[]> raw(Settings settings, String topic) {
        return new TopicReader<>(settings, topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads on until what was read, all of it, satisfies {@code enough}; throws {@link AssertionError} after a minute. */
    public List<ConsumerRecord<K, V>> until(Predicate<List<ConsumerRecord<K, V>>> enough) {
        long end = System.nanoTime() + TestBroker.LIMIT.toNanos();
        while (!enough.test(List.copyOf(read))) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("not enough after " + read.size() + " records: " + read);
            }
            consumer.poll(Duration.ofMillis(20)).forEach(read::add);
        }
        return List.copyOf(read);
    }

    /** Reads all that is committed now, besides what was read before. */
    public List<ConsumerRecord<K, V>> untilNow() {
        var ends = consumer.endOffsets(partitions);
        return until(records -> ends.entrySet().stream()
                .allMatch(partition -> consumer.position(partition.getKey()) >= partition.getValue()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
