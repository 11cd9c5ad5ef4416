package io.confab.chatup.pool;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chatup.PoolTrend;
import java.util.List;
import java.util.Optional;

/**
 * What a cell has to say. Each list is in order and may be empty.
 *
 * @param toSeekers what seekers are to know or to look after
 * @param conversations one for each match
 * @param toPools what goes on to another cell, or to the same as a round
 * @param trend what many wait for now
 */
public record PoolOutput(
        List<SeekerInput> toSeekers,
        List<CreateConversation> conversations,
        List<PoolInput> toPools,
        Optional<PoolTrend> trend) {

    public PoolOutput {
        toSeekers = List.copyOf(toSeekers);
        conversations = List.copyOf(conversations);
        toPools = List.copyOf(toPools);
    }

    static PoolOutput of(PoolDecision decision) {
        return new PoolOutput(
                List.copyOf(decision.answers()), decision.conversations(), decision.onward(), Optional.empty());
    }

    static PoolOutput of(List<PoolInput.Round> rounds, List<SeekerInput> probes, Optional<PoolTrend> trend) {
        return new PoolOutput(probes, List.of(), List.copyOf(rounds), trend);
    }
}
