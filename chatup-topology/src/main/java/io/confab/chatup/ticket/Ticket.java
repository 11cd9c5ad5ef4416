package io.confab.chatup.ticket;

import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One search for a stranger. It is in exactly one pool until its outcome, and then in none.
 *
 * @param commandId the command that took it
 * @param tags what the seeker is interested in: sorted, each once
 * @param anyone whether anyone is better than no one when the longest wait is over
 * @param since when it was taken
 * @param avoided whom the seeker is not to meet: blocked, or met lately. Sorted, each once. It is enough that one of two
 *     tickets avoids the other's seeker.
 */
public record Ticket(
        TicketId ticketId,
        CommandId commandId,
        Profile seeker,
        List<String> tags,
        String pool,
        boolean anyone,
        Instant since,
        List<UserId> avoided) {

    /** Who waits longest comes first; an order of its own for tickets of the same millisecond makes it total. */
    public static final Comparator<Ticket> BY_AGE =
            Comparator.comparing(Ticket::since).thenComparing(Ticket::ticketId);

    public Ticket {
        Objects.requireNonNull(ticketId, "ticketId");
        Objects.requireNonNull(commandId, "commandId");
        Objects.requireNonNull(seeker, "seeker");
        tags = tags.stream().sorted().distinct().toList();
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(since, "since");
        avoided = avoided.stream().sorted().distinct().toList();
    }

    public UserId userId() {
        return seeker.userId();
    }

    public boolean avoids(UserId other) {
        return Collections.binarySearch(avoided, other) >= 0;
    }

    /** The same, avoiding one more. */
    public Ticket avoiding(UserId other) {
        var more = Stream.concat(avoided.stream(), Stream.of(other)).toList();
        return new Ticket(ticketId, commandId, seeker, tags, pool, anyone, since, more);
    }
}
