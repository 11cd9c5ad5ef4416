package io.confab.chatup.pool;

import io.confab.schemas.chatup.PoolTrend;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** When to say what many wait for. A cell that says so for the last time says that nobody waits. Not thread-safe. */
final class Trends {
    /** Fewer who wait with a tag are nobody's business. */
    private static final int LEAST_SHOWN = 3;

    private static final int MOST_SHOWN = 100;

    private final Duration interval;
    private final Map<String, PoolTrend> last = new HashMap<>();

    Trends(Duration interval) {
        this.interval = interval;
    }

    Optional<PoolTrend> of(Pool pool, Matchmaker matchmaker, Instant now) {
        var name = pool.cell().toString();
        var before = Optional.ofNullable(last.get(name));
        if (before.isPresent() && now.isBefore(before.get().at().plus(interval))) {
            return Optional.empty();
        }
        var trend = new PoolTrend(pool.cell().pool(), now, pool.size(), matchmaker.tags(LEAST_SHOWN, MOST_SHOWN));
        if (before.isEmpty() && trend.waiting() == 0) {
            return Optional.empty();
        }
        if (trend.waiting() == 0) {
            last.remove(name);
        } else {
            last.put(name, trend);
        }
        return Optional.of(trend);
    }
}
