package io.confab.chatup.seeker;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.TicketId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What comes of one input.
 *
 * @param seeker as it is afterwards
 * @param toPool what the ticket's pool is to know
 * @param told what the seeker is to know, in order
 * @param probed the ticket whose seeker's sockets are to be asked after
 */
public record SeekerDecision(
        Seeker seeker, Optional<PoolInput> toPool, List<UserEvent> told, Optional<TicketId> probed) {

    public SeekerDecision {
        Objects.requireNonNull(seeker, "seeker");
        Objects.requireNonNull(toPool, "toPool");
        told = List.copyOf(told);
        Objects.requireNonNull(probed, "probed");
    }

    static SeekerDecision nothing(Seeker seeker) {
        return new SeekerDecision(seeker, Optional.empty(), List.of(), Optional.empty());
    }

    static SeekerDecision tell(Seeker seeker, UserEvent event) {
        return new SeekerDecision(seeker, Optional.empty(), List.of(event), Optional.empty());
    }

    static SeekerDecision ask(Seeker seeker, PoolInput input) {
        return new SeekerDecision(seeker, Optional.of(input), List.of(), Optional.empty());
    }

    static SeekerDecision probe(Seeker seeker, TicketId ticketId) {
        return new SeekerDecision(seeker, Optional.empty(), List.of(), Optional.of(ticketId));
    }

    /** The same, for a seeker of whom nothing is to be kept but the ticket. */
    SeekerDecision forgetting() {
        return new SeekerDecision(seeker.having(List.of()), toPool, told, probed);
    }

    /** The ticket that the seeker has now and had not before. */
    Optional<Ticket> taken() {
        return toPool.filter(PoolInput.Enter.class::isInstance)
                .map(PoolInput.Enter.class::cast)
                .map(PoolInput.Enter::ticket);
    }
}
