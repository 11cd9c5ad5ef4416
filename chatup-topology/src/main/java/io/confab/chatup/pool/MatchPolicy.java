package io.confab.chatup.pool;

import java.time.Duration;
import java.util.Objects;

/**
 * What an operator says about matching.
 *
 * @param longestWait after which a ticket meets anyone or expires
 * @param candidates how many others a ticket is compared with in one round: the round's cost is this times those who wait
 */
public record MatchPolicy(Bar bar, Duration longestWait, int candidates) {

    public MatchPolicy {
        Objects.requireNonNull(bar, "bar");
        Objects.requireNonNull(longestWait, "longestWait");
        if (candidates < 1) {
            throw new IllegalArgumentException("a ticket is compared with one other at least, was " + candidates);
        }
    }

    /**
     * What the settings say.
     *
     * @param barPercent how alike two must be when neither has waited, 0 to 100
     * @param patience the wait after which one tag in common is enough
     */
    public static MatchPolicy of(int barPercent, Duration patience, Duration longestWait, int candidates) {
        return new MatchPolicy(new Bar(barPercent / 100.0, patience), longestWait, candidates);
    }
}
