package io.confab.chatup.seeker;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.event.UserEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What comes of one input.
 *
 * @param seeker as it is afterwards
 * @param toPool what the ticket's pool is to know
 * @param told what the seeker is to know, in order
 */
public record SeekerDecision(Seeker seeker, Optional<PoolInput> toPool, List<UserEvent> told) {

    public SeekerDecision {
        Objects.requireNonNull(seeker, "seeker");
        Objects.requireNonNull(toPool, "toPool");
        told = List.copyOf(told);
    }

    static SeekerDecision nothing(Seeker seeker) {
        return new SeekerDecision(seeker, Optional.empty(), List.of());
    }

    static SeekerDecision tell(Seeker seeker, UserEvent event) {
        return new SeekerDecision(seeker, Optional.empty(), List.of(event));
    }

    static SeekerDecision ask(Seeker seeker, PoolInput input) {
        return new SeekerDecision(seeker, Optional.of(input), List.of());
    }

    /** The ticket that the seeker has now and had not before. */
    Optional<Ticket> taken() {
        return toPool.filter(PoolInput.Enter.class::isInstance)
                .map(PoolInput.Enter.class::cast)
                .map(PoolInput.Enter::ticket);
    }
}
