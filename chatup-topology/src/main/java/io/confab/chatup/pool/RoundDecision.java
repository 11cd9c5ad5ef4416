package io.confab.chatup.pool;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Peer;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.Uuids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds of a round that was proposed: of each ticket the first that is said of it, if it waits, and of a pair only what both of
 * them allow by now. The rest is void, and its tickets wait on.
 */
final class RoundDecision {
    private final Pool pool;
    private final Instant at;
    private final Set<TicketId> gone = new LinkedHashSet<>();
    private final List<SeekerInput.Answer> answers = new ArrayList<>();
    private final List<CreateConversation> conversations = new ArrayList<>();
    private final List<PoolInput> onward = new ArrayList<>();

    RoundDecision(Pool pool, Instant at) {
        this.pool = pool;
        this.at = at;
    }

    PoolDecision decide(PoolInput.Round round) {
        round.meet().forEach(this::meet);
        round.expired()
                .forEach(ticketId -> waiting(ticketId)
                        .ifPresent(ticket -> leave(ticket, new Expired(at, Optional.empty(), ticketId))));
        round.gone()
                .forEach(ticketId -> waiting(ticketId)
                        .filter(ticket -> ticket.awaySince().isPresent())
                        .ifPresent(
                                ticket -> leave(ticket, new Cancelled(at, Optional.empty(), ticketId, Reason.GONE))));
        pool.cell()
                .parent()
                .ifPresent(parent -> round.moved()
                        .forEach(ticketId -> waiting(ticketId).ifPresent(ticket -> {
                            gone.add(ticketId);
                            onward.add(new PoolInput.Move(ticket.in(parent)));
                        })));
        return new PoolDecision(
                List.of(),
                List.copyOf(gone),
                answers,
                conversations,
                onward,
                new PoolStatus(round.keeps(), round.typicalWaitMs()));
    }

    private void meet(PoolInput.Proposal proposal) {
        var older = waiting(proposal.older());
        var younger = waiting(proposal.younger());
        if (older.isPresent() && younger.isPresent() && older.get().mayMeet(younger.get())) {
            match(older.get(), younger.get(), proposal.score());
        }
    }

    private void match(Ticket older, Ticket younger, double score) {
        var matchId = new MatchId(Uuids.derived(
                "match", older.ticketId().toString(), younger.ticketId().toString()));
        var conversationId = ConversationId.direct(older.userId(), younger.userId());
        leave(older, matched(matchId, conversationId, older, younger, score));
        leave(younger, matched(matchId, conversationId, younger, older, score));
        conversations.add(new CreateConversation(
                CommandId.derived("create_conversation", older.userId(), matchId.toString()),
                conversationId,
                Optional.empty(),
                Optional.of(matchId),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                older.seeker(),
                List.of(younger.seeker()),
                List.of()));
    }

    private Matched matched(MatchId matchId, ConversationId conversationId, Ticket ticket, Ticket peer, double score) {
        return new Matched(
                at,
                Optional.empty(),
                ticket.ticketId(),
                matchId,
                conversationId,
                new Peer(peer.userId(), peer.seeker().displayName()),
                ticket.shared(peer),
                score);
    }

    private Optional<Ticket> waiting(TicketId ticketId) {
        return pool.find(ticketId).filter(ticket -> !gone.contains(ticketId));
    }

    private void leave(Ticket ticket, ChatupEvent outcome) {
        gone.add(ticket.ticketId());
        answers.add(new SeekerInput.Answer(ticket.userId(), outcome));
    }
}
