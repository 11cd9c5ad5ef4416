package io.confab.chatup.pool;

import io.confab.chatup.ticket.SeekerInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.id.TicketId;
import java.util.List;

/**
 * What comes of one input. Each list is in order and may be empty.
 *
 * @param waiting tickets that wait from now on, or that have changed
 * @param gone tickets that wait no more
 * @param answers what seekers are to know
 * @param conversations one for each match
 */
record PoolDecision(
        List<Ticket> waiting,
        List<TicketId> gone,
        List<SeekerInput.Answer> answers,
        List<CreateConversation> conversations) {

    PoolDecision {
        waiting = List.copyOf(waiting);
        gone = List.copyOf(gone);
        answers = List.copyOf(answers);
        conversations = List.copyOf(conversations);
    }
}
