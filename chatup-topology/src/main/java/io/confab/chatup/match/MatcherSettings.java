package io.confab.chatup.match;

import java.time.Duration;
import java.util.Objects;

/**
 * What an operator says about a matcher.
 *
 * @param patience after which whoever is set aside for a ticket is taken
 * @param longestWait after which a ticket meets anyone, if it said so, or expires
 * @param candidates how many others are remembered for each ticket
 * @param budget how many others are looked at for a new ticket
 * @param depth how many are given another partner at most so that a new one finds one
 * @param breadth how many candidates of each are tried for that
 * @param steps how many are tried in all
 */
public record MatcherSettings(
        Duration patience, Duration longestWait, int candidates, int budget, int depth, int breadth, int steps) {

    public MatcherSettings {
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(longestWait, "longestWait");
        if (patience.toMillis() < 1 || patience.compareTo(longestWait) > 0) {
            throw new IllegalArgumentException(
                    "patience is from 1 ms to the longest wait, was " + patience + " of " + longestWait);
        }
        if (candidates < 1 || budget < 1 || depth < 1 || breadth < 1 || steps < 1) {
            throw new IllegalArgumentException("candidates, budget, depth, breadth and steps are 1 or more");
        }
    }

    /** What was found to serve well; {@code ./confab load match} measures it. */
    public static MatcherSettings of(Duration patience, Duration longestWait) {
        return new MatcherSettings(patience, longestWait, 16, 1_000, 4, 6, 300);
    }

    /** The same with another care for each ticket. */
    public MatcherSettings looking(int candidates, int budget) {
        return new MatcherSettings(patience, longestWait, candidates, budget, depth, breadth, steps);
    }
}
