package io.confab.tools.replay;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;

import io.confab.chat.conversation.ConversationTopology;
import io.confab.tools.replay.Comparison.Tail;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What was decided live, to where it is compared. A transaction holds the events and how far their commands were read, so from
 * how far the application has read follows which events must be there.
 *
 * @param begin the first event that is kept, by partition
 * @param end the one after the last that is compared
 * @param readAtLeast up to where commands were decided whose events are all before {@code end}
 * @param readAtMost up to where commands were decided that may have events before {@code end}
 */
record LiveLog(
        Map<Integer, Long> begin,
        Map<Integer, Long> end,
        Map<Integer, Long> readAtLeast,
        Map<Integer, Long> readAtMost) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Looks once the live application is where the replay came to, or after {@code patience} as it is. */
    static LiveLog when(Cluster cluster, int partitions, Map<Integer, Long> replayed, Duration patience)
            throws InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        var readAtLeast = read(cluster, partitions);
        while (!covers(readAtLeast, replayed) && System.nanoTime() - limit < 0) {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            readAtLeast = read(cluster, partitions);
        }
        // The offsets of a transaction can be seen a moment before its events
        var written = cluster.end(CHAT_EVENTS.name(), partitions);
        var end = cluster.committedEnd(CHAT_EVENTS.name(), partitions);
        while (!covers(end, written) && System.nanoTime() - limit < 0) {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            end = cluster.committedEnd(CHAT_EVENTS.name(), partitions);
        }
        if (!covers(end, written)) {
            throw new IllegalStateException(
                    "a transaction on " + CHAT_EVENTS.name() + " stays open: is a worker in trouble?");
        }
        return new LiveLog(cluster.begin(CHAT_EVENTS.name(), partitions), end, readAtLeast, read(cluster, partitions));
    }

    /** What may be at the end of one log alone, where the replay has read commands up to {@code replayed}. */
    Tail tail(int partition, long replayed) {
        boolean liveMayLack = readAtLeast.get(partition) < replayed;
        boolean liveMayHaveMore = readAtMost.get(partition) > replayed;
        if (liveMayLack && liveMayHaveMore) {
            return Tail.UNKNOWN;
        }
        if (liveMayLack) {
            return Tail.REPLAY_IS_AHEAD;
        }
        return liveMayHaveMore ? Tail.LIVE_IS_AHEAD : Tail.BOTH_END_ALIKE;
    }

    private static boolean covers(Map<Integer, Long> offsets, Map<Integer, Long> wanted) {
        return wanted.entrySet().stream().allMatch(entry -> offsets.get(entry.getKey()) >= entry.getValue());
    }

    private static Map<Integer, Long> read(Cluster cluster, int partitions) {
        return cluster.readBy(ConversationTopology.APPLICATION_ID, CHAT_COMMANDS.name(), partitions);
    }
}
