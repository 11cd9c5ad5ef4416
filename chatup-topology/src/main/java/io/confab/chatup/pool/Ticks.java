package io.confab.chatup.pool;

import java.util.HashMap;
import java.util.Map;

/**
 * Which ticks are on their way. A pool gets the next one when it has read the last: where rounds take longer than the interval,
 * they come less often instead of piling up. Nothing is decided here, so it need not survive its task. Not thread-safe.
 */
final class Ticks {
    private final long lostAfterMillis;
    private final Map<String, Long> writtenAt = new HashMap<>();

    /** @param lostAfterMillis after which a tick counts as lost (set aside as a dead letter) and another is written */
    Ticks(long lostAfterMillis) {
        this.lostAfterMillis = lostAfterMillis;
    }

    /** Whether to write one now; if so, it is on its way. */
    boolean next(String pool, long now) {
        var last = writtenAt.get(pool);
        if (last != null && now - last < lostAfterMillis) {
            return false;
        }
        writtenAt.put(pool, now);
        return true;
    }

    void arrived(String pool) {
        writtenAt.remove(pool);
    }
}
