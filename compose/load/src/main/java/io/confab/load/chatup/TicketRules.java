package io.confab.load.chatup;

import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import java.time.Instant;
import java.util.Optional;

/** Every command is answered; every ticket has one outcome, after its waiting; a user has one ticket at a time. */
final class TicketRules {
    private static final int SEEK = 1;
    private static final int CANCEL = 2;

    private final Breaches breaches;
    private final Numbers users;

    private final Numbers commands = new Numbers();
    private final Column kind = new Column();
    private final Column sent = new Column();
    private final Column answered = new Column();

    private final Numbers tickets = new Numbers();
    private final Column owner = new Column();
    private final Column command = new Column();
    private final Column since = new Column();
    private final Column waitings = new Column();
    private final Column outcomes = new Column();

    /** By user: the ticket that waits, plus 1. */
    private final Column current = new Column();

    TicketRules(Breaches breaches, Numbers users) {
        this.breaches = breaches;
        this.users = users;
    }

    /** How many tickets were taken. */
    long taken() {
        long taken = 0;
        for (int ticket = 0; ticket < tickets.size(); ticket++) {
            taken += waitings.get(ticket) > 0 ? 1 : 0;
        }
        return taken;
    }

    int commands() {
        return commands.size();
    }

    /** The ticket's number, or -1 if nobody asked for it. */
    int find(TicketId ticketId) {
        return tickets.find(ticketId.value());
    }

    /** When the command that took it was first on the log. */
    long sinceMs(int ticket) {
        return since.get(ticket);
    }

    void command(ChatupCommand order, Instant at) {
        order.accept(new ChatupCommand.Visitor<Void>() {
            @Override
            public Void seek(ChatupCommand.Seek seek) {
                int number = sent(seek.commandId(), SEEK);
                int ticket = tickets.of(seek.ticketId().value());
                if (since.get(ticket) == 0) {
                    since.set(ticket, at.toEpochMilli());
                }
                owner.set(ticket, users.of(seek.userId().value()));
                command.set(ticket, number);
                return null;
            }

            @Override
            public Void cancel(ChatupCommand.Cancel cancel) {
                sent(cancel.commandId(), CANCEL);
                return null;
            }

            /** Nobody is told of it. */
            @Override
            public Void setPresence(ChatupCommand.SetPresence presence) {
                return null;
            }

            /** Nobody is told of it. */
            @Override
            public Void setBlock(ChatupCommand.SetBlock block) {
                return null;
            }
        });
    }

    private int sent(CommandId id, int what) {
        int number = commands.of(id.value());
        kind.set(number, what);
        sent.add(number, 1);
        return number;
    }

    void waiting(int user, ChatupEvent.Waiting event) {
        int ticket = find(event.ticketId());
        if (!isAsked(ticket, user, event)) {
            return;
        }
        answered.add((int) command.get(ticket), 1);
        if (waitings.add(ticket, 1) > 1) {
            breaches.add(Promise.OUTCOME, "a ticket waits a second time", event);
        } else if (current.get(user) != 0) {
            breaches.add(
                    Promise.ONE_TICKET,
                    "a ticket waits before that user's last one has its outcome",
                    tickets.id((int) current.get(user) - 1),
                    event);
        }
        current.set(user, ticket + 1L);
    }

    /** Returns whether it is the first outcome of a ticket that there is. */
    boolean outcome(int user, ChatupEvent event) {
        int ticket = find(event.ticketId());
        if (!isAsked(ticket, user, event)) {
            return false;
        }
        if (waitings.get(ticket) == 0) {
            breaches.add(Promise.OUTCOME, "an outcome comes before its waiting", event);
        }
        if (outcomes.add(ticket, 1) > 1) {
            breaches.add(Promise.OUTCOME, "a ticket has a second outcome", event);
            return false;
        }
        if (current.get(user) == ticket + 1L) {
            current.set(user, 0);
        }
        return true;
    }

    void cancelled(ChatupEvent.Cancelled event) {
        if (event.reason() == ChatupEvent.Reason.USER) {
            answer(event.commandId(), CANCEL, event);
        }
    }

    void rejected(CommandRejected event) {
        int number = event.commandId().map(id -> commands.find(id.value())).orElse(-1);
        boolean isCancel = number >= 0 && kind.get(number) == CANCEL;
        if (isCancel && event.code() != RejectionCode.NOT_WAITING) {
            breaches.add(Promise.ANSWER, "a cancel is refused for another reason than that nothing waits", event);
        }
        answer(event.commandId(), isCancel ? CANCEL : SEEK, event);
    }

    private void answer(Optional<CommandId> id, int expected, Object event) {
        int number = id.map(one -> commands.find(one.value())).orElse(-1);
        if (number < 0 || kind.get(number) != expected) {
            breaches.add(Promise.UNASKED, "nobody gave the command that this answers", event);
        } else {
            answered.add(number, 1);
        }
    }

    private boolean isAsked(int ticket, int user, ChatupEvent event) {
        if (ticket < 0) {
            breaches.add(Promise.UNASKED, "nobody asked for this ticket", event);
            return false;
        }
        if (owner.get(ticket) != user) {
            breaches.add(Promise.UNASKED, "it is another user's ticket", users.id(user), event);
            return false;
        }
        return true;
    }

    /** After the last record. */
    void end() {
        for (int number = 0; number < commands.size(); number++) {
            if (answered.get(number) == 0) {
                breaches.add(Promise.ANSWER, "a command has no answer", commands.id(number));
            } else if (answered.get(number) > sent.get(number)) {
                breaches.add(
                        Promise.ANSWER,
                        "a command that was sent " + sent.get(number) + " times is answered more often",
                        commands.id(number));
            }
        }
        for (int ticket = 0; ticket < tickets.size(); ticket++) {
            if (waitings.get(ticket) > 0 && outcomes.get(ticket) == 0) {
                breaches.add(Promise.OUTCOME, "a ticket has no outcome", tickets.id(ticket));
            }
        }
    }
}
