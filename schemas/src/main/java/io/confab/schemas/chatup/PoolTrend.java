package io.confab.schemas.chatup;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What many are waiting with now, as one part of a pool sees it. A crowded pool has several parts, each with a key of its
 * own in {@code chatup.trends}: what holds for the pool is their sum.
 *
 * @param pool the pool's name, without that of the part
 * @param at when this was so; a part that says nothing for minutes has nobody waiting, or nobody looking after it
 * @param waiting how many wait there
 * @param tags the most wanted first; a tag that fewer than {@value #LEAST} wait with is not among them, so that nobody's single
 *     interest is given away
 */
public record PoolTrend(String pool, Instant at, long waiting, List<TagCount> tags) {

    /** How many must wait with a tag before it is told. */
    public static final int LEAST = 3;

    public PoolTrend {
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(at, "at");
        if (waiting < 0) {
            throw new IllegalArgumentException("nobody or somebody waits, not " + waiting);
        }
        tags = List.copyOf(tags);
    }

    /** How many wait with a tag, normalised. */
    public record TagCount(String tag, long waiting) {

        public TagCount {
            Objects.requireNonNull(tag, "tag");
            if (waiting < 1) {
                throw new IllegalArgumentException("somebody waits with a tag that is counted, not " + waiting);
            }
        }
    }
}
