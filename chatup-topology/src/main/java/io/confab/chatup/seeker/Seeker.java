package io.confab.chatup.seeker;

import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a user who seeks or sought.
 *
 * @param ticket the one whose outcome is not known yet
 * @param met whom the user met lately, the last one last
 */
record Seeker(Optional<Held> ticket, List<Meeting> met) {

    /** A user who never sought. */
    static final Seeker NEW = new Seeker(Optional.empty(), List.of());

    Seeker {
        Objects.requireNonNull(ticket, "ticket");
        met = List.copyOf(met);
    }

    Seeker holding(TicketId ticketId, String pool) {
        return new Seeker(Optional.of(new Held(ticketId, pool)), met);
    }

    /** The same without {@code ticketId}; another ticket stays. */
    Seeker without(TicketId ticketId) {
        return new Seeker(ticket.filter(held -> !held.ticketId().equals(ticketId)), met);
    }

    Seeker having(List<Meeting> meetings) {
        return new Seeker(ticket, meetings);
    }

    /** A ticket and the pool that it is in. */
    record Held(TicketId ticketId, String pool) {

        Held {
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(pool, "pool");
        }
    }

    /** Another user, and when a match brought the two together. */
    record Meeting(UserId userId, Instant at) {

        Meeting {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(at, "at");
        }
    }
}
