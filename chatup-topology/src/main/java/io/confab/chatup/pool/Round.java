package io.confab.chatup.pool;

import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One look at a pool: who meets whom now, and whose time is up. Follows from the pool, the policy and the time alone. A ticket
 * is in one pair at most, or expired, or goes on waiting.
 */
record Round(List<Pair> pairs, List<Ticket> expired) {

    Round {
        pairs = List.copyOf(pairs);
        expired = List.copyOf(expired);
    }

    static Round of(Pool pool, MatchPolicy policy, Instant at) {
        return new Look(pool, policy, at).round();
    }

    /** The work of one round. */
    private static final class Look {
        private final Pool pool;
        private final MatchPolicy policy;
        private final Instant at;
        private final Set<TicketId> taken = new HashSet<>();
        private final List<Pair> pairs = new ArrayList<>();
        private final List<Ticket> expired = new ArrayList<>();

        private Look(Pool pool, MatchPolicy policy, Instant at) {
            this.pool = pool;
            this.policy = policy;
            this.at = at;
        }

        private Round round() {
            acceptable().forEach(this::pairUp);
            pool.byAge().stream().filter(this::isDue).forEach(this::settle);
            return new Round(pairs, expired);
        }

        /** Every pair over its bar, the best first. Most are seen from both sides; a set keeps one. */
        private Set<Pair> acceptable() {
            var acceptable = new TreeSet<>(Pair.BEST_FIRST);
            for (var ticket : pool.byAge()) {
                for (var other :
                        pool.likeliest(ticket, policy.candidates(), candidate -> Pair.mayMeet(ticket, candidate))) {
                    var pair = pair(ticket, other);
                    if (pair.score() >= policy.bar().after(waitOf(pair.older()))) {
                        acceptable.add(pair);
                    }
                }
            }
            return acceptable;
        }

        private void pairUp(Pair pair) {
            if (!isTaken(pair.older()) && !isTaken(pair.younger())) {
                taken.add(pair.older().ticketId());
                taken.add(pair.younger().ticketId());
                pairs.add(pair);
            }
        }

        private boolean isDue(Ticket ticket) {
            return waitOf(ticket).compareTo(policy.longestWait()) >= 0;
        }

        /** At the end of the wait: anyone, if both said so, and of these who waits longest; or nobody. */
        private void settle(Ticket ticket) {
            if (isTaken(ticket)) {
                return;
            }
            var partner = ticket.anyone()
                    ? pool.byAge().stream()
                            .filter(other -> other.anyone() && !isTaken(other) && Pair.mayMeet(ticket, other))
                            .findFirst()
                    : Optional.<Ticket>empty();
            partner.ifPresentOrElse(other -> pairUp(pair(ticket, other)), () -> {
                taken.add(ticket.ticketId());
                expired.add(ticket);
            });
        }

        private Pair pair(Ticket one, Ticket other) {
            return Pair.of(one, other, TagScorer.similarity(one.tags(), other.tags(), pool::weight));
        }

        private boolean isTaken(Ticket ticket) {
            return taken.contains(ticket.ticketId());
        }

        /** Clocks of two machines may differ: nobody has waited less than no time. */
        private Duration waitOf(Ticket ticket) {
            var wait = Duration.between(ticket.since(), at);
            return wait.isNegative() ? Duration.ZERO : wait;
        }
    }
}
