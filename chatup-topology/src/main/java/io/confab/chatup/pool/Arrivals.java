package io.confab.chatup.pool;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a part of a pool has so many who come that it is worth keeping them apart: it begins to above one rate and ends below half
 * of it, so that it doesn't change its mind all the time. Not thread-safe.
 */
final class Arrivals {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final double keepFrom;
    private Instant since;
    private long count;

    /** @param keepFrom a second */
    Arrivals(double keepFrom, Instant now) {
        this.keepFrom = keepFrom;
        this.since = now;
    }

    void count() {
        count++;
    }

    /** Nobody came in the window so far. */
    boolean isQuiet() {
        return count == 0;
    }

    /** Whether newcomers are to wait here, which changes with a window's end at most; a pool itself keeps everybody. */
    boolean keeps(Pool pool, Instant now) {
        boolean keeps = pool.status().keeps();
        var passed = Duration.between(since, now);
        if (passed.compareTo(WINDOW) >= 0) {
            double rate = 1000.0 * count / passed.toMillis();
            keeps = rate >= (keeps ? keepFrom / 2 : keepFrom);
            count = 0;
            since = now;
        }
        return keeps || !pool.cell().isPart();
    }
}
