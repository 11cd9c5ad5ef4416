package io.confab.load.chatup;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import java.time.Instant;

/**
 * Judges the records of a run by what chatup promises. Pure: it is given the records, one topic after another in the order of the
 * methods, each partition's in its order, and keeps some hundred bytes of a ticket, so that millions of them fit. Not thread-safe.
 */
final class RecordChecker {
    private final Terms terms;
    private final Breaches breaches = new Breaches();
    private final Numbers users = new Numbers();
    private final TicketRules tickets = new TicketRules(breaches, users);
    private final MatchRules matches = new MatchRules(breaches, users);
    private final DeliveryRule deliveries = new DeliveryRule(breaches, users);
    private final BlockSpans blocks = new BlockSpans();
    private long expired;
    private long cancelled;
    private long matched;

    RecordChecker(Terms terms) {
        this.terms = terms;
    }

    void command(ChatupCommand command, Instant at) {
        tickets.command(command, at);
    }

    /** @param isSet whether it holds from now on, or no more */
    void block(BlockKey key, boolean isSet, Instant at) {
        int blocker = users.of(key.blockerId().value());
        int blocked = users.of(key.blockedId().value());
        if (isSet) {
            blocks.set(blocker, blocked, at.toEpochMilli());
        } else {
            blocks.lift(blocker, blocked, at.toEpochMilli());
        }
    }

    void event(UserId userId, ChatupEvent event) {
        int user = users.of(userId.value());
        deliveries.event(user, event);
        event.accept(new ChatupEvent.Visitor<Void>() {
            @Override
            public Void waiting(ChatupEvent.Waiting waiting) {
                tickets.waiting(user, waiting);
                return null;
            }

            @Override
            public Void matched(ChatupEvent.Matched met) {
                if (tickets.outcome(user, met)) {
                    matched++;
                    matches.matched(user, met, tickets.sinceMs(tickets.find(met.ticketId())));
                }
                return null;
            }

            @Override
            public Void expired(ChatupEvent.Expired over) {
                expired += tickets.outcome(user, over) ? 1 : 0;
                return null;
            }

            @Override
            public Void cancelled(ChatupEvent.Cancelled back) {
                cancelled += tickets.outcome(user, back) ? 1 : 0;
                tickets.cancelled(back);
                return null;
            }
        });
    }

    void chat(ChatCommand command) {
        if (command instanceof CreateConversation create) {
            create.matchId()
                    .ifPresentOrElse(
                            match -> matches.conversation(create, match),
                            () -> breaches.add(
                                    Promise.UNASKED, "a conversation that is no match's", create.conversationId()));
        }
    }

    void inbox(InboxCommand command) {
        if (command instanceof InboxCommand.Deliver deliver) {
            if (deliver.event() instanceof ChatupEvent event) {
                deliveries.delivered(users.of(deliver.userId().value()), event);
            } else if (deliver.event() instanceof CommandRejected rejected) {
                tickets.rejected(rejected);
            }
        }
    }

    /** After the last record; once. */
    Judgement judge() {
        tickets.end();
        matches.end(blocks, terms);
        deliveries.end();
        return new Judgement(
                breaches.counts(),
                breaches.shown(),
                tickets.commands(),
                tickets.taken(),
                matched,
                expired,
                cancelled,
                matches.size(),
                blocks.size(),
                matches.acrossFreshBlocks(),
                matches.acrossBlocksOlderThanTicket(),
                matches.longestAfterBlock());
    }
}
