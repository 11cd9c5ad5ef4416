package io.confab.chatup.pool;

import io.confab.chatup.match.MatcherSettings;
import io.confab.chatup.match.Scorer;
import java.time.Duration;
import java.util.Objects;

/**
 * What an operator says about pools.
 *
 * @param horizon how many tickets the tags' frequencies are counted from
 * @param roundInterval how often a cell in which somebody waits is looked at
 * @param overflowAfter the wait after which whoever has found nobody goes on to the parent, where there is one
 * @param keepFrom the tickets a second from which on a part of a pool keeps them
 * @param goneAfter how long a seeker may have no live socket
 * @param probeInterval how often it is asked whether the sockets of one who waits are there
 * @param trendInterval how often it is said which tags many wait with
 */
public record PoolPolicy(
        MatcherSettings matcher,
        Scorer scorer,
        int horizon,
        Duration roundInterval,
        Duration overflowAfter,
        double keepFrom,
        Duration goneAfter,
        Duration probeInterval,
        Duration trendInterval) {

    public PoolPolicy {
        Objects.requireNonNull(matcher, "matcher");
        Objects.requireNonNull(scorer, "scorer");
        Objects.requireNonNull(roundInterval, "roundInterval");
        Objects.requireNonNull(overflowAfter, "overflowAfter");
        Objects.requireNonNull(goneAfter, "goneAfter");
        Objects.requireNonNull(probeInterval, "probeInterval");
        Objects.requireNonNull(trendInterval, "trendInterval");
    }
}
