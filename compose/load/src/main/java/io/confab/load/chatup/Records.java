package io.confab.load.chatup;

import io.confab.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on the topics of one Kafka. */
record Records(String bootstrapServers) {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Is given a record; {@code value} is null where it is a tombstone. */
    interface Reader<K, V> {
        void read(K key, V value, Instant at);
    }

    /** Gives every committed record from the beginning to the end as it is now; each partition's in its order. */
    <K, V> long read(Topic<K, V> topic, Reader<K, V> reader) {
        var keys = topic.keySerde().deserializer();
        var values = topic.valueSerde().deserializer();
        long count = 0;
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(POLL)) {
                    var value = values.deserialize(topic.name(), record.value());
                    reader.read(
                            keys.deserialize(topic.name(), record.key()),
                            value,
                            Instant.ofEpochMilli(record.timestamp()));
                    count++;
                }
            }
        }
        return count;
    }

    /** How many places each topic's partitions have taken together: records, and the markers of transactions. */
    Map<String, Long> places() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var latest = admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.groupingBy(
                            entry -> entry.getKey().topic(),
                            TreeMap::new,
                            Collectors.summingLong(entry -> entry.getValue().offset())));
        }
    }

    /** How many records a group has still to read of a topic, those of transactions that are aborted among them. */
    long left(String group, String topic) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var read = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var latest = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            partition -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .mapToLong(entry -> {
                        var offset = read.get(entry.getKey());
                        return entry.getValue().offset() - (offset == null ? 0 : offset.offset());
                    })
                    .sum();
        }
    }
}
