package io.confab.chatup.pool;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.id.TicketId;
import java.util.List;
import java.util.Objects;

/**
 * What comes of one input. Each list is in order and may be empty.
 *
 * @param waiting tickets that wait from now on, or that have changed
 * @param gone tickets that wait here no more
 * @param answers what seekers are to know
 * @param conversations one for each match
 * @param onward what goes on to the parent
 * @param status of the cell from now on
 */
record PoolDecision(
        List<Ticket> waiting,
        List<TicketId> gone,
        List<SeekerInput.Answer> answers,
        List<CreateConversation> conversations,
        List<PoolInput> onward,
        PoolStatus status) {

    PoolDecision {
        waiting = List.copyOf(waiting);
        gone = List.copyOf(gone);
        answers = List.copyOf(answers);
        conversations = List.copyOf(conversations);
        onward = List.copyOf(onward);
        Objects.requireNonNull(status, "status");
    }

    static PoolDecision nothing(PoolStatus status) {
        return new PoolDecision(List.of(), List.of(), List.of(), List.of(), List.of(), status);
    }

    static PoolDecision waits(Ticket ticket, List<SeekerInput.Answer> answers, PoolStatus status) {
        return new PoolDecision(List.of(ticket), List.of(), answers, List.of(), List.of(), status);
    }

    static PoolDecision goesOn(PoolInput input, PoolStatus status) {
        return new PoolDecision(List.of(), List.of(), List.of(), List.of(), List.of(input), status);
    }
}
