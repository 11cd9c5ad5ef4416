package io.confab.gateway.pool;

import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.chatup.PoolTrend.TagCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each part of each pool said last of who waits there, for as long as it counts. A pool has the tags of all its parts
 * together. Safe for any thread.
 */
final class Trends {
    private static final Comparator<TagCount> MOST_WANTED_FIRST =
            Comparator.comparingLong(TagCount::waiting).reversed().thenComparing(TagCount::tag);

    private final Duration age;
    private final Map<String, Map<String, PoolTrend>> partsByPool = new HashMap<>();
    private final Map<String, String> poolByPart = new HashMap<>();

    /** @param age how long counts what was said */
    Trends(Duration age) {
        this.age = age;
    }

    /** What a part says now, instead of what it said before. */
    synchronized void say(String part, PoolTrend trend) {
        forget(part);
        poolByPart.put(part, trend.pool());
        partsByPool.computeIfAbsent(trend.pool(), none -> new HashMap<>()).put(part, trend);
    }

    /** That part is no more. */
    synchronized void forget(String part) {
        var pool = poolByPart.remove(part);
        if (pool != null) {
            var parts = partsByPool.get(pool);
            parts.remove(part);
            if (parts.isEmpty()) {
                partsByPool.remove(pool);
            }
        }
    }

    /** Drops what counts no more, so that pools nobody uses any longer take no room. */
    synchronized void tidy(Instant now) {
        List<String> old = new ArrayList<>();
        for (var parts : partsByPool.values()) {
            parts.forEach((part, trend) -> {
                if (isOld(trend, now)) {
                    old.add(part);
                }
            });
        }
        old.forEach(this::forget);
    }

    /** How many parts are known. */
    synchronized int parts() {
        return poolByPart.size();
    }

    /** The {@code limit} tags of a pool that most wait with; none of which fewer than {@link PoolTrend#LEAST} do. */
    Suggestions of(PoolName pool, int limit, Instant now) {
        var counts = new HashMap<String, Long>();
        long waiting = 0;
        for (var trend : current(pool, now)) {
            waiting += trend.waiting();
            trend.tags().forEach(tag -> counts.merge(tag.tag(), tag.waiting(), Long::sum));
        }
        var items = counts.entrySet().stream()
                .filter(tag -> tag.getValue() >= PoolTrend.LEAST)
                .map(tag -> new TagCount(tag.getKey(), tag.getValue()))
                .sorted(MOST_WANTED_FIRST)
                .limit(limit)
                .toList();
        return new Suggestions(items, waiting);
    }

    private synchronized Collection<PoolTrend> current(PoolName pool, Instant now) {
        return partsByPool.getOrDefault(pool.text(), Map.of()).values().stream()
                .filter(trend -> !isOld(trend, now))
                .toList();
    }

    private boolean isOld(PoolTrend trend, Instant now) {
        return trend.at().plus(age).isBefore(now);
    }

    /**
     * What to suggest to who seeks in a pool.
     *
     * @param waiting how many wait in all of it
     */
    record Suggestions(List<TagCount> items, long waiting) {}
}
