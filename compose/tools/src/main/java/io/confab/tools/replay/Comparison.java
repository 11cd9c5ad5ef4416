package io.confab.tools.replay;

import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Two logs of one partition side by side, in their order: key, value, time and headers of each record, byte for byte. Offsets
 * don't count, since the markers of transactions take some. After a record too many or too few it finds its way back, so that
 * one difference is told as one.
 */
final class Comparison {

    private static final int WINDOW = 200;

    private final Tail tail;
    private final Consumer<Difference> differences;
    private long equal;
    private long different;
    private long liveLater;
    private long replayedLater;

    /** What the end of a log may have that the other has not, because it has come further. */
    enum Tail {
        BOTH_END_ALIKE,
        LIVE_IS_AHEAD,
        REPLAY_IS_AHEAD,
        UNKNOWN;

        private boolean liveMayHaveMore() {
            return this == LIVE_IS_AHEAD || this == UNKNOWN;
        }

        private boolean replayMayHaveMore() {
            return this == REPLAY_IS_AHEAD || this == UNKNOWN;
        }
    }

    /**
     * @param liveLater records at the end of the live log that the replay has not come to
     * @param replayedLater records at the end of the replay that are not decided live yet
     */
    record Result(long equal, long different, long liveLater, long replayedLater) {

        Result plus(Result other) {
            return new Result(
                    equal + other.equal,
                    different + other.different,
                    liveLater + other.liveLater,
                    replayedLater + other.replayedLater);
        }
    }

    private Comparison(Tail tail, Consumer<Difference> differences) {
        this.tail = tail;
        this.differences = differences;
    }

    /** Tells each difference in its place. */
    static Result of(
            Iterator<ConsumerRecord<byte[], byte[]>> live,
            Iterator<ConsumerRecord<byte[], byte[]>> replayed,
            Tail tail,
            Consumer<Difference> differences) {
        var comparison = new Comparison(tail, differences);
        comparison.compare(new Lookahead<>(live), new Lookahead<>(replayed));
        return new Result(comparison.equal, comparison.different, comparison.liveLater, comparison.replayedLater);
    }

    private void compare(
            Lookahead<ConsumerRecord<byte[], byte[]>> live, Lookahead<ConsumerRecord<byte[], byte[]>> replayed) {
        while (live.hasNext() && replayed.hasNext()) {
            if (same(live.peek().orElseThrow(), replayed.peek().orElseThrow())) {
                live.next();
                replayed.next();
                equal++;
            } else {
                step(live, replayed);
            }
        }
        while (live.hasNext()) {
            var record = live.next();
            if (tail.liveMayHaveMore()) {
                liveLater++;
            } else {
                tell(Difference.onlyLive(record));
            }
        }
        while (replayed.hasNext()) {
            var record = replayed.next();
            if (tail.replayMayHaveMore()) {
                replayedLater++;
            } else {
                tell(Difference.onlyReplayed(record));
            }
        }
    }

    /** Past one difference: over what one log has too many, or else over one record of each. */
    private void step(
            Lookahead<ConsumerRecord<byte[], byte[]>> live, Lookahead<ConsumerRecord<byte[], byte[]>> replayed) {
        var tooManyLive = find(replayed.peek().orElseThrow(), live);
        var tooManyReplayed = find(live.peek().orElseThrow(), replayed);
        boolean skipLive = tooManyLive.isPresent()
                && (tooManyReplayed.isEmpty() || tooManyLive.getAsInt() <= tooManyReplayed.getAsInt());
        if (skipLive) {
            for (int i = 0; i < tooManyLive.getAsInt(); i++) {
                tell(Difference.onlyLive(live.next()));
            }
        } else if (tooManyReplayed.isPresent()) {
            for (int i = 0; i < tooManyReplayed.getAsInt(); i++) {
                tell(Difference.onlyReplayed(replayed.next()));
            }
        } else {
            tell(Difference.between(live.next(), replayed.next()));
        }
    }

    private static OptionalInt find(
            ConsumerRecord<byte[], byte[]> record, Lookahead<ConsumerRecord<byte[], byte[]>> others) {
        var next = others.peek(WINDOW);
        for (int i = 0; i < next.size(); i++) {
            if (same(record, next.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private void tell(Difference difference) {
        different++;
        differences.accept(difference);
    }

    private static boolean same(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return one.timestamp() == other.timestamp()
                && Arrays.equals(one.key(), other.key())
                && Arrays.equals(one.value(), other.value())
                && Arrays.equals(one.headers().toArray(), other.headers().toArray());
    }
}
