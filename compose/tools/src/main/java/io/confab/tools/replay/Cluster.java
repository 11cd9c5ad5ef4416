package io.confab.tools.replay;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a replay asks of Kafka: how far logs and groups are, and topics of its own. */
final class Cluster implements AutoCloseable {

    private static final int CALL_TIMEOUT_MILLIS = 10_000;
    private static final Duration LEAVING = Duration.ofSeconds(15);

    private final Admin admin;

    Cluster(Settings settings) {
        var properties = KafkaClients.properties(settings);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        this.admin = Admin.create(properties);
    }

    /** How a topic is cut and copied. */
    record Shape(int partitions, int replicationFactor) {}

    Shape shapeOf(String topic) {
        var partitions = answer(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions();
        return new Shape(partitions.size(), partitions.get(0).replicas().size());
    }

    /** Topics that forget nothing: what is replayed is old when it is written. */
    void create(Collection<String> topics, Shape shape) {
        var forEver = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
        answer(admin.createTopics(topics.stream()
                        .map(name -> new NewTopic(name, shape.partitions(), (short) shape.replicationFactor())
                                .configs(forEver))
                        .toList())
                .all());
    }

    /** The first offset that is kept, by partition. */
    Map<Integer, Long> begin(String topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offset after the last that a reader of committed records may read, by partition. */
    Map<Integer, Long> committedEnd(String topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** The offset after the last, be it committed or not, by partition. */
    Map<Integer, Long> end(String topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Up to where a group has read each partition of a topic; 0 where it has not begun. */
    Map<Integer, Long> readBy(String group, String topic, int partitions) {
        var committed = answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return IntStream.range(0, partitions).boxed().collect(Collectors.toMap(partition -> partition, partition -> {
            var offset = committed.get(new TopicPartition(topic, partition));
            return offset == null ? 0L : offset.offset();
        }));
    }

    /** Deletes all that a replay left in Kafka; returns how many topics there were. */
    int remove(Names names) throws InterruptedException {
        removeGroup(names.applicationId());
        var topics =
                answer(admin.listTopics().names()).stream().filter(names::own).toList();
        admin.deleteTopics(topics).topicNameValues().values().forEach(deleted -> {
            try {
                answer(deleted);
            } catch (UnknownTopicOrPartitionException e) {
                // gone already: somebody removes the same replay
            }
        });
        return topics.size();
    }

    /** A member that has just left may still be counted for a moment. */
    private void removeGroup(String group) throws InterruptedException {
        long limit = System.nanoTime() + LEAVING.toNanos();
        while (true) {
            try {
                answer(admin.deleteConsumerGroups(List.of(group)).all());
                return;
            } catch (GroupIdNotFoundException e) {
                return;
            } catch (GroupNotEmptyException e) {
                if (System.nanoTime() - limit >= 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<Integer, Long> offsets(String topic, int partitions, OffsetSpec which, IsolationLevel isolation) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        IntStream.range(0, partitions).forEach(partition -> asked.put(new TopicPartition(topic, partition), which));
        return answer(admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(2L * CALL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Kafka did not do what was asked", e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }
}
