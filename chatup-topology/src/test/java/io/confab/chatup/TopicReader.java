package io.confab.chatup;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a topic from its start, and keeps what it has read. */
final class TopicReader<K, V> implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaConsumer<K, V> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<K, V>> read = new ArrayList<>();

    TopicReader(Topic<K, V> topic, Settings settings, String isolation) {
        var properties = KafkaClients.properties(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(
                properties, topic.keySerde().deserializer(), topic.valueSerde().deserializer());
        partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(topic.name(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on until what was read, all of it, satisfies {@code enough}; throws {@link TimeoutException} after a minute. */
    List<ConsumerRecord<K, V>> until(Predicate<List<ConsumerRecord<K, V>>> enough) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!enough.test(read)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("after " + read.size() + " records: " + read);
            }
            consumer.poll(Duration.ofMillis(20)).forEach(read::add);
        }
        return List.copyOf(read);
    }

    /** Reads all that is in the topic now. */
    List<ConsumerRecord<K, V>> untilNow() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return until(
                records -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
