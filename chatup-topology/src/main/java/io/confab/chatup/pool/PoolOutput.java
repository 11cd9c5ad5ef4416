package io.confab.chatup.pool;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import java.util.List;

/**
 * What a pool has to say. Each list is in order and may be empty.
 *
 * @param answers to seekers
 * @param conversations one for each match
 * @param ticks to the pool itself
 */
public record PoolOutput(
        List<SeekerInput.Answer> answers, List<CreateConversation> conversations, List<PoolInput.Tick> ticks) {

    public PoolOutput {
        answers = List.copyOf(answers);
        conversations = List.copyOf(conversations);
        ticks = List.copyOf(ticks);
    }

    static PoolOutput of(PoolDecision decision) {
        return new PoolOutput(decision.answers(), decision.conversations(), List.of());
    }

    static PoolOutput tick(String pool) {
        return new PoolOutput(List.of(), List.of(), List.of(new PoolInput.Tick(pool)));
    }
}
