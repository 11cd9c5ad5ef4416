package io.confab.load.chatup;

import java.util.HashMap;
import java.util.Map;

/**
 * How far behind chatup was, by the second: the longest that a ticket of that second took until it waited. What else came in that
 * second can't be expected to hold sooner. Not thread-safe.
 */
final class Lags {
    private static final long SECOND = 1_000;

    private final Map<Long, Long> longest = new HashMap<>();

    /** A ticket that was sent then took so long, in milliseconds. */
    void add(long sentMs, long tookMs) {
        longest.merge(sentMs / SECOND, tookMs, Math::max);
    }

    /** In milliseconds, of the second before and after too; 0 where nobody asked for a ticket. */
    long around(long ms) {
        long most = 0;
        for (long second = ms / SECOND - 1; second <= ms / SECOND + 1; second++) {
            most = Math.max(most, longest.getOrDefault(second, 0L));
        }
        return most;
    }
}
