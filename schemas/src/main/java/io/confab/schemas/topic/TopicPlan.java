package io.confab.schemas.topic;

import static io.confab.schemas.setting.SharedSettings.KAFKA_MIN_INSYNC_REPLICAS;
import static io.confab.schemas.setting.SharedSettings.KAFKA_PARTITIONS;
import static io.confab.schemas.setting.SharedSettings.KAFKA_REPLICATION_FACTOR;
import static io.confab.schemas.setting.SharedSettings.KAFKA_SLOTS;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What a topic is to be like.
 *
 * @param partitionsSetting what says how many partitions it has, for the message when they differ
 * @param config Kafka's own settings of the topic
 */
record TopicPlan(
        String name, int partitions, String partitionsSetting, short replicationFactor, Map<String, String> config) {

    /**
     * Of a record that Confab writes. A dead letter adds its headers and must still fit into the broker's default of
     * 1,048,588 bytes, so what it is made from is kept smaller.
     */
    private static final int LARGEST_RECORD_BYTES = 1_000_000;

    private static final Duration SHORTEST_SEGMENT = Duration.ofMinutes(10);
    private static final Duration LONGEST_SEGMENT = Duration.ofDays(7);

    TopicPlan {
        config = Map.copyOf(config);
    }

    /** The catalogue and its dead letters. */
    static List<TopicPlan> catalogue(Settings settings) {
        var plans = new ArrayList<TopicPlan>();
        for (var topic : Topics.all()) {
            plans.add(of(topic, settings));
            plans.add(deadLetters(topic.deadLetters(), settings));
        }
        return plans;
    }

    /** Dead letters, in one partition: they are few, and are replayed in the order in which they came. */
    static TopicPlan deadLetters(String name, Settings settings) {
        var config = common(settings);
        config.putAll(deletedAfter(settings.get(TopicSettings.DEAD_LETTERS_RETENTION)));
        return new TopicPlan(name, 1, "a dead letter topic has one", replicationFactor(settings), config);
    }

    private static TopicPlan of(Topic<?, ?> topic, Settings settings) {
        var config = common(settings);
        config.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_RECORD_BYTES));
        TopicSettings.retention(topic)
                .ifPresentOrElse(
                        retention -> config.putAll(deletedAfter(settings.get(retention))),
                        () -> config.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT));
        short replicas = replicationFactor(settings);
        return switch (topic.partitions()) {
            case SHARED ->
                new TopicPlan(topic.name(), settings.get(KAFKA_PARTITIONS), KAFKA_PARTITIONS.key(), replicas, config);
            case SLOTS -> new TopicPlan(topic.name(), settings.get(KAFKA_SLOTS), KAFKA_SLOTS.key(), replicas, config);
            case ONE -> new TopicPlan(topic.name(), 1, "one process at a time holds it", replicas, config);
        };
    }

    NewTopic toNewTopic() {
        return new NewTopic(name, partitions, replicationFactor).configs(config);
    }

    /** What is wrong with the topic that is there, if it can't be used as it is. */
    Optional<String> refusal(int foundPartitions, Map<String, String> found) {
        if (foundPartitions != partitions) {
            return Optional.of(name + " has " + foundPartitions + " partitions where " + partitions + " are expected ("
                    + partitionsSetting + "); state is cut along them, so their number is for life: set it back, or "
                    + "start on an empty cluster");
        }
        String expectedPolicy = config.get(CLEANUP_POLICY_CONFIG);
        String foundPolicy = found.get(CLEANUP_POLICY_CONFIG);
        return expectedPolicy.equals(foundPolicy)
                ? Optional.empty()
                : Optional.of(name + " has " + CLEANUP_POLICY_CONFIG + " '" + foundPolicy + "' where '" + expectedPolicy
                        + "' is expected; change it on the broker, after making sure that nothing is lost");
    }

    /** Kafka's settings that are to be changed on the topic that is there, since they follow ours. */
    Map<String, String> changes(Map<String, String> found) {
        var changes = new TreeMap<>(config);
        changes.entrySet().removeIf(entry -> entry.getValue().equals(found.get(entry.getKey())));
        return changes;
    }

    private static Map<String, String> common(Settings settings) {
        var config = new TreeMap<String, String>();
        config.put(
                MIN_IN_SYNC_REPLICAS_CONFIG,
                settings.get(KAFKA_MIN_INSYNC_REPLICAS).toString());
        return config;
    }

    /** Kafka deletes whole segments, so they must be shorter than what is kept. */
    private static Map<String, String> deletedAfter(Duration retention) {
        var segment = retention.dividedBy(4);
        if (segment.compareTo(LONGEST_SEGMENT) > 0) {
            segment = LONGEST_SEGMENT;
        } else if (segment.compareTo(SHORTEST_SEGMENT) < 0) {
            segment = SHORTEST_SEGMENT;
        }
        return Map.of(
                CLEANUP_POLICY_CONFIG,
                CLEANUP_POLICY_DELETE,
                RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()),
                SEGMENT_MS_CONFIG,
                Long.toString(segment.toMillis()));
    }

    private static short replicationFactor(Settings settings) {
        return settings.get(KAFKA_REPLICATION_FACTOR).shortValue();
    }
}
