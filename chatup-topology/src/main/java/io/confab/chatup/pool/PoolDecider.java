package io.confab.chatup.pool;

import static io.confab.schemas.event.RejectionCode.NOT_WAITING;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Peer;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides what an input of a pool leads to. Pure: it reads the pool and changes nothing; the time is that of the record. */
final class PoolDecider {
    private final MatchPolicy policy;

    PoolDecider(MatchPolicy policy) {
        this.policy = policy;
    }

    PoolDecision decide(Pool pool, PoolInput input, Instant at) {
        return input.accept(new Decide(pool, at));
    }

    private final class Decide implements PoolInput.Visitor<PoolDecision> {
        private final Pool pool;
        private final Instant at;

        private Decide(Pool pool, Instant at) {
            this.pool = pool;
            this.at = at;
        }

        @Override
        public PoolDecision enter(PoolInput.Enter input) {
            var ticket = input.ticket();
            var waiting = new Waiting(
                    at, Optional.of(ticket.commandId()), ticket.ticketId(), pool.size() + 1L, OptionalLong.empty());
            return new PoolDecision(List.of(ticket), List.of(), List.of(tell(ticket, waiting)), List.of());
        }

        /** Against a match this or that comes first in the pool's log, so exactly one of the two holds. */
        @Override
        public PoolDecision withdraw(PoolInput.Withdraw input) {
            boolean waits = pool.find(input.ticketId()).isPresent();
            Optional<UserEvent> event = waits
                    ? Optional.of(new Cancelled(at, input.commandId(), input.ticketId(), input.reason()))
                    : input.commandId()
                            .map(command -> new CommandRejected(
                                    at, Optional.of(command), NOT_WAITING, "the ticket has its outcome already"));
            return new PoolDecision(
                    List.of(),
                    waits ? List.of(input.ticketId()) : List.of(),
                    event.map(told -> new SeekerInput.Answer(input.userId(), told)).stream()
                            .toList(),
                    List.of());
        }

        /** A ticket without a socket is matched or expires like any other. */
        @Override
        public PoolDecision presence(PoolInput.Presence input) {
            return new PoolDecision(List.of(), List.of(), List.of(), List.of());
        }

        @Override
        public PoolDecision avoid(PoolInput.Avoid input) {
            var changed = pool.find(input.ticketId())
                    .map(ticket -> List.of(ticket.avoiding(input.userId())))
                    .orElse(List.of());
            return new PoolDecision(changed, List.of(), List.of(), List.of());
        }

        @Override
        public PoolDecision tick(PoolInput.Tick input) {
            var round = Round.of(pool, policy, at);
            var gone = new ArrayList<TicketId>();
            var answers = new ArrayList<SeekerInput.Answer>();
            var conversations = new ArrayList<CreateConversation>();
            for (var pair : round.pairs()) {
                gone.add(pair.older().ticketId());
                gone.add(pair.younger().ticketId());
                answers.add(tell(pair.older(), matched(pair, pair.older(), pair.younger())));
                answers.add(tell(pair.younger(), matched(pair, pair.younger(), pair.older())));
                conversations.add(conversation(pair));
            }
            for (var ticket : round.expired()) {
                gone.add(ticket.ticketId());
                answers.add(tell(ticket, new Expired(at, Optional.empty(), ticket.ticketId())));
            }
            return new PoolDecision(List.of(), gone, answers, conversations);
        }

        private Matched matched(Pair pair, Ticket ticket, Ticket peer) {
            return new Matched(
                    at,
                    Optional.empty(),
                    ticket.ticketId(),
                    pair.matchId(),
                    conversationOf(pair),
                    new Peer(peer.userId(), peer.seeker().displayName()),
                    pair.sharedTags(),
                    pair.score());
        }
    }

    private static SeekerInput.Answer tell(Ticket ticket, UserEvent event) {
        return new SeekerInput.Answer(ticket.userId(), event);
    }

    private static CreateConversation conversation(Pair pair) {
        var creator = pair.older().seeker();
        return new CreateConversation(
                CommandId.derived(
                        "create_conversation", creator.userId(), pair.matchId().toString()),
                conversationOf(pair),
                Optional.empty(),
                Optional.of(pair.matchId()),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                creator,
                List.of(pair.younger().seeker()),
                List.of());
    }

    private static ConversationId conversationOf(Pair pair) {
        return ConversationId.direct(pair.older().userId(), pair.younger().userId());
    }
}
