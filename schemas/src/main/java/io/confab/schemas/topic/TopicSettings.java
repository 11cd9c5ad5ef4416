package io.confab.schemas.topic;

import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How topics are created: how long each keeps its records. */
public final class TopicSettings {
    public static final Setting<Duration> START_TIMEOUT = Setting.duration("confab.topics.start-timeout")
            .byDefault(Duration.ofMinutes(1))
            .between(Duration.ofSeconds(1), Duration.ofHours(1))
            .means("how long a start waits for Kafka to be there and its topics to be usable");

    public static final Setting<Duration> DEAD_LETTERS_RETENTION = Setting.duration(
                    "confab.topics.retention.dead-letters")
            .byDefault(Duration.ofDays(30))
            .between(Duration.ofMinutes(1), Duration.ofDays(3_650))
            .means("how long records that were set aside are kept")
            .tradeOff("after it nothing can be replayed any more");

    private static final Map<String, Setting<Duration>> RETENTION = retentions();

    private TopicSettings() {}

    /** How long {@code topic} keeps its records; empty for a compacted one. */
    public static Optional<Setting<Duration>> retention(Topic<?, ?> topic) {
        return Optional.ofNullable(RETENTION.get(topic.name()));
    }

    /** All of them, in the order in which they are printed. */
    public static List<Setting<?>> all() {
        return Stream.<Setting<?>>concat(Stream.of(START_TIMEOUT, DEAD_LETTERS_RETENTION), RETENTION.values().stream())
                .toList();
    }

    private static Map<String, Setting<Duration>> retentions() {
        var rows = new LinkedHashMap<String, Setting<Duration>>();
        for (var topic : Topics.all()) {
            if (topic.cleanUp() instanceof CleanUp.DeletedAfter deleted) {
                rows.put(
                        topic.name(),
                        Setting.duration("confab.topics.retention."
                                        + topic.name().replace('.', '-'))
                                .byDefault(deleted.retention())
                                .between(Duration.ofMinutes(1), Duration.ofDays(3_650))
                                .means("how long " + topic.name() + " keeps its records")
                                .tradeOff("bounds how long its readers may be away"));
            }
        }
        return Collections.unmodifiableMap(rows);
    }
}
