package io.confab.chatup.pool;

import java.time.Duration;
import java.util.Objects;

/**
 * What an operator says about matching.
 *
 * @param longestWait after which a ticket meets anyone or expires
 * @param candidates how many others a ticket is compared with in one round: the round's cost is this times those who wait
 */
record MatchPolicy(Bar bar, Duration longestWait, int candidates) {

    MatchPolicy {
        Objects.requireNonNull(bar, "bar");
        Objects.requireNonNull(longestWait, "longestWait");
        if (candidates < 1) {
            throw new IllegalArgumentException("a ticket is compared with one other at least, was " + candidates);
        }
    }
}
