package io.confab.chat.inbox;

import io.confab.schemas.id.TicketId;
import java.util.Objects;

/**
 * That a user waits for a stranger, who is not to be kept waiting for somebody who has gone. Nothing is kept of users who don't.
 *
 * @param away whether chatup has been told that no socket is left
 */
record Seeking(TicketId ticketId, boolean away) {

    Seeking {
        Objects.requireNonNull(ticketId, "ticketId");
    }

    /** Somebody who is there, as far as is known. */
    static Seeking with(TicketId ticketId) {
        return new Seeking(ticketId, false);
    }

    Seeking gone() {
        return new Seeking(ticketId, true);
    }

    Seeking back() {
        return new Seeking(ticketId, false);
    }
}
