package io.confab.schemas.chatup;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What many wait for in a part of a pool.
 *
 * @param pool its name, without the part
 * @param waiting how many wait there
 * @param tags the most wanted first; those that only a few wait with are left out
 */
public record PoolTrend(String pool, Instant at, long waiting, List<TagCount> tags) {

    public PoolTrend {
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(at, "at");
        tags = List.copyOf(tags);
    }
}
