package io.confab.tools.deadletter;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.Topic;
import io.confab.tools.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads dead letters: what is there when it begins, committed ones alone. Not safe for many threads. */
final class DeadLetterTopics implements AutoCloseable {

    /** Whose offsets say up to where the letters of a topic were sent back. */
    static final String REPLAY_GROUP = "confab-dead-letters-replay";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    private final KafkaConsumer<byte[], byte[]> consumer;

    DeadLetterTopics(Settings settings) {
        Map<String, Object> properties = KafkaClients.properties(settings);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, REPLAY_GROUP);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Every topic of dead letters, by name. */
    List<String> names() {
        return consumer.listTopics().keySet().stream()
                .filter(name -> name.endsWith(Topic.DEAD_LETTERS))
                .sorted()
                .toList();
    }

    /** Every letter of {@code topic} that is still kept, oldest first in each partition. */
    void read(String topic, Consumer<DeadLetter> reader) {
        var partitions = partitionsOf(topic);
        read(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), reader);
    }

    /** As {@link #read}, but those alone that no replay of the whole topic has sent back yet. */
    void readNotReplayed(String topic, Consumer<DeadLetter> reader) {
        var partitions = partitionsOf(topic);
        var begin = new HashMap<>(consumer.beginningOffsets(partitions));
        consumer.committed(Map.copyOf(begin).keySet()).forEach((partition, committed) -> {
            if (committed != null) {
                begin.merge(partition, committed.offset(), Math::max);
            }
        });
        read(begin, consumer.endOffsets(partitions), reader);
    }

    /** The letter at {@code place}, if one is there. */
    Optional<DeadLetter> at(Place place) {
        var partition = place.topicPartition();
        if (!partitionsOf(place.topic()).contains(partition)) {
            return Optional.empty();
        }
        var partitions = List.of(partition);
        long first = consumer.beginningOffsets(partitions).get(partition);
        long end = Math.min(consumer.endOffsets(partitions).get(partition), place.offset() + 1);
        if (place.offset() < first || place.offset() >= end) {
            return Optional.empty();
        }
        var found = new ArrayList<DeadLetter>();
        read(Map.of(partition, place.offset()), Map.of(partition, end), found::add);
        return found.stream().filter(letter -> letter.place().equals(place)).findFirst();
    }

    /** In whose name a transaction notes what it sent back. */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> partitionsOf(String topic) {
        if (!topic.endsWith(Topic.DEAD_LETTERS)) {
            throw new IllegalArgumentException(
                    topic + " is no topic of dead letters: their names end with " + Topic.DEAD_LETTERS);
        }
        var partitions = consumer.listTopics().get(topic);
        if (partitions == null) {
            throw new IllegalArgumentException("there is no topic " + topic + "; there are " + names());
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted(Comparator.comparing(TopicPartition::partition))
                .toList();
    }

    private void read(Map<TopicPartition, Long> begin, Map<TopicPartition, Long> end, Consumer<DeadLetter> reader) {
        consumer.assign(end.keySet());
        begin.forEach(consumer::seek);
        while (end.keySet().stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < end.get(new TopicPartition(record.topic(), record.partition()))) {
                    reader.accept(DeadLetter.of(record));
                }
            }
        }
    }
}
