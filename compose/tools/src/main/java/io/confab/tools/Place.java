package io.confab.tools;

import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a record is: {@code topic-partition@offset}, as Confab's logs write it.
 *
 * @param partition from 0
 * @param offset from 0
 */
public record Place(String topic, int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

    /** Throws {@link IllegalArgumentException} if {@code text} is none. */
    public static Place of(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no place: write topic-partition@offset");
        }
        return new Place(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
