package io.confab.chatup.pool;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.Uuids;
import java.util.Comparator;
import java.util.List;

/**
 * Two tickets that could meet, or do.
 *
 * @param older the one that waits longer
 * @param score how alike they are, 0 to 1
 */
record Pair(Ticket older, Ticket younger, double score) {

    /** The likest first; of equals those who wait longest. Total, so that a round has one result. */
    static final Comparator<Pair> BEST_FIRST = Comparator.comparingDouble(Pair::score)
            .reversed()
            .thenComparing(Pair::older, Ticket.BY_AGE)
            .thenComparing(Pair::younger, Ticket.BY_AGE);

    static Pair of(Ticket one, Ticket other, double score) {
        return Ticket.BY_AGE.compare(one, other) < 0 ? new Pair(one, other, score) : new Pair(other, one, score);
    }

    /** Whether neither avoids the other, which one of them knowing it is enough for. */
    static boolean mayMeet(Ticket one, Ticket other) {
        return !one.userId().equals(other.userId()) && !one.avoids(other.userId()) && !other.avoids(one.userId());
    }

    MatchId matchId() {
        return new MatchId(Uuids.derived(
                "match", older.ticketId().toString(), younger.ticketId().toString()));
    }

    /** What both are interested in, sorted. */
    List<String> sharedTags() {
        return older.tags().stream().filter(younger.tags()::contains).toList();
    }
}
