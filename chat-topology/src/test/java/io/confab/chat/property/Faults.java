package io.confab.chat.property;

import io.confab.chat.property.History.Decided;
import io.confab.chat.property.History.Reached;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.CaughtUp;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Ephemeral;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.push.Push.Ready;
import io.confab.schemas.push.Push.Resync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A way in which topologies could break their promises. Each is played in runs of its own, so it begins anew each time. */
final class Faults {
    private Faults() {}

    static Wire aMessageIsLost() {
        return telling(message -> Stream.of());
    }

    static Wire aMessageComesTwice() {
        return telling(message -> Stream.of(message, message));
    }

    static Wire twoMessagesChangePlaces() {
        return new Swap();
    }

    static Wire anOutsiderIsTold() {
        return tellings((decided, telling) -> isMessage(telling) && isOwn(telling)
                ? Stream.of(
                        telling,
                        new Deliver(nobody(), ((Deliver) telling).event().withoutCommand()))
                : Stream.of(telling));
    }

    static Wire aCommandIdIsToldToAll() {
        return tellings((decided, telling) -> isMessage(telling)
                ? Stream.of(new Deliver(telling.userId(), decided.facts().get(0)))
                : Stream.of(telling));
    }

    static Wire aSeqIsLeftOut() {
        return facts(fact -> fact instanceof MessageSent sent && sent.seq().value() > 1
                ? withSeq(sent, sent.seq().value() + 1)
                : fact);
    }

    static Wire aSeqIsUsedTwice() {
        return facts(fact -> fact instanceof MessageSent sent && sent.seq().value() > 1
                ? withSeq(sent, sent.seq().value() - 1)
                : fact);
    }

    static Wire someoneEditsForAnother() {
        return facts(fact -> fact instanceof MessageEdited edited
                ? new MessageEdited(
                        edited.at(),
                        edited.commandId(),
                        edited.conversationId(),
                        edited.seq(),
                        edited.version(),
                        edited.text(),
                        nobody())
                : fact);
    }

    static Wire someoneDeletesForAnother() {
        return facts(fact -> fact instanceof MessageDeleted deleted
                ? new MessageDeleted(
                        deleted.at(),
                        deleted.commandId(),
                        deleted.conversationId(),
                        deleted.seq(),
                        deleted.version(),
                        deleted.kind(),
                        deleted.senderId(),
                        nobody())
                : fact);
    }

    static Wire theLastOwnerLeaves() {
        return new LastOwner();
    }

    static Wire aRefusalIsToldToAnother() {
        return tellings((decided, telling) -> isRejection(decided)
                ? Stream.of(telling, new Deliver(nobody(), ((Deliver) telling).event()))
                : Stream.of(telling));
    }

    static Wire aRefusedMessageTakesASeq() {
        return new RefusedSeq();
    }

    static Wire aRetryIsForgotten() {
        return new Forgetful();
    }

    static Wire aBlockIsNotHeardOf() {
        return toInbox(command -> !(command instanceof InboxCommand.SetBlock));
    }

    static Wire aClosedSocketIsNotForgotten() {
        return toInbox(command -> !(command instanceof InboxCommand.CloseSession));
    }

    static Wire aCursorIsLeftOut() {
        return pushes(push -> push instanceof Events events
                ? Stream.of(withEntries(
                        events,
                        entry -> entry.cursor().value() > 2
                                ? new Entry(entry.cursor().next(), entry.event())
                                : entry))
                : Stream.of(push));
    }

    static Wire aPushComesTwice() {
        return pushes(push -> push instanceof Events ? Stream.of(push, push) : Stream.of(push));
    }

    static Wire aDeviceSeesSomethingElse() {
        return new Second();
    }

    static Wire aReplayBeginsTooLate() {
        return openings(pushes -> without(pushes, Events.class));
    }

    static Wire aReplayEndsTooEarly() {
        return openings(Faults::caughtUpFirst);
    }

    static Wire aReplayHasNoEnd() {
        return openings(pushes -> without(pushes, CaughtUp.class));
    }

    static Wire aResyncSparesTheReplay() {
        return openings(Faults::resyncing);
    }

    static Wire unreadMessagesAreNotCounted() {
        return pushes(push -> push instanceof Ready ready && ready.unread() > 0
                ? Stream.of(new Ready(ready.target(), ready.epoch(), ready.cursor(), 0))
                : Stream.of(push));
    }

    static Wire everybodyIsSeenToBeThere() {
        return pushes(push -> push instanceof Events
                ? Stream.of(push, new Ephemeral(push.target(), new UserPresence(nobody(), true, Optional.empty())))
                : Stream.of(push));
    }

    private interface OfTelling {
        Stream<? extends InboxCommand> instead(Decided decided, InboxCommand telling);
    }

    /** Of all messages to others than their senders. */
    private static Wire telling(Function<InboxCommand, Stream<InboxCommand>> instead) {
        return tellings((decided, telling) ->
                isMessage(telling) && !isOwn(telling) ? instead.apply(telling) : Stream.of(telling));
    }

    private static Wire tellings(OfTelling change) {
        return new Wire() {
            @Override
            public Decided decided(Decided decided) {
                var tellings = decided.tellings().stream()
                        .<InboxCommand>flatMap(telling -> change.instead(decided, telling))
                        .toList();
                return new Decided(decided.command(), decided.at(), decided.facts(), tellings);
            }
        };
    }

    private static Wire facts(UnaryOperator<ChatEvent> change) {
        return new Wire() {
            @Override
            public Decided decided(Decided decided) {
                var facts = decided.facts().stream().map(change).toList();
                return new Decided(decided.command(), decided.at(), facts, decided.tellings());
            }
        };
    }

    private static Wire toInbox(Predicate<InboxCommand> heard) {
        return new Wire() {
            @Override
            public Optional<InboxCommand> toInbox(InboxCommand command) {
                return Optional.of(command).filter(heard);
            }
        };
    }

    private static Wire pushes(Function<Push, Stream<Push>> change) {
        return new Wire() {
            @Override
            public Reached reached(Reached reached) {
                var pushes = reached.pushes().stream().flatMap(change).toList();
                return new Reached(reached.from(), reached.command(), pushes);
            }
        };
    }

    private static Wire openings(UnaryOperator<List<Push>> change) {
        return new Wire() {
            @Override
            public Reached reached(Reached reached) {
                return reached.command() instanceof OpenSession
                        ? new Reached(reached.from(), reached.command(), change.apply(reached.pushes()))
                        : reached;
            }
        };
    }

    /** Holds each message back until the next one from the same place to the same user has gone ahead. */
    private static final class Swap implements Wire {
        private record Way(ConversationId from, UserId to) {}

        private final Map<Way, InboxCommand> held = new HashMap<>();
        private final Set<Way> done = new HashSet<>();

        @Override
        public Decided decided(Decided decided) {
            var tellings = decided.tellings().stream()
                    .flatMap(telling -> swapped(new Way(decided.command().conversationId(), telling.userId()), telling))
                    .toList();
            return new Decided(decided.command(), decided.at(), decided.facts(), tellings);
        }

        private Stream<InboxCommand> swapped(Way way, InboxCommand telling) {
            if (!isMessage(telling) || done.contains(way)) {
                return Stream.of(telling);
            }
            var before = held.remove(way);
            if (before == null) {
                held.put(way, telling);
                return Stream.of();
            }
            done.add(way);
            return Stream.of(telling, before);
        }
    }

    /** As if who asks to leave could. */
    private static final class LastOwner implements Wire {
        @Override
        public Decided decided(Decided decided) {
            if (!(decided.command() instanceof RemoveMember remove)
                    || !remove.userId().equals(remove.by())
                    || !isRejectedWith(decided, RejectionCode.NOT_ALLOWED)) {
                return decided;
            }
            var fact = new MemberRemoved(
                    decided.at(),
                    Optional.of(remove.commandId()),
                    remove.conversationId(),
                    1,
                    remove.userId(),
                    remove.by(),
                    Optional.empty());
            return new Decided(remove, decided.at(), List.of(fact), decided.tellings());
        }
    }

    private static final class RefusedSeq implements Wire {
        private int refused;

        @Override
        public Decided decided(Decided decided) {
            if (decided.command() instanceof SendMessage && isRejection(decided)) {
                refused++;
            }
            var facts = decided.facts().stream()
                    .map(fact -> fact instanceof MessageSent sent
                            ? withSeq(sent, sent.seq().value() + refused)
                            : fact)
                    .toList();
            return new Decided(decided.command(), decided.at(), facts, decided.tellings());
        }
    }

    /** Takes each message that comes again for a new one. */
    private static final class Forgetful implements Wire {
        private final Set<ChatCommand> known = new HashSet<>();
        private int renamed;

        @Override
        public ChatCommand toConversation(ChatCommand command) {
            if (!(command instanceof SendMessage send) || known.add(command)) {
                return command;
            }
            var name = new ClientMessageId(Uuids.derived("forgotten", Integer.toString(renamed++)));
            var another = new SendMessage(
                    send.commandId(), send.conversationId(), send.senderId(), name, send.text(), send.replyTo());
            return another;
        }
    }

    /** Where there are two, the second one is told that a message says something else. */
    private static final class Second implements Wire {
        @Override
        public Reached reached(Reached reached) {
            var pushes = new ArrayList<Push>();
            for (var push : reached.pushes()) {
                pushes.add(
                        push instanceof Events events
                                        && !pushes.isEmpty()
                                        && reached.from().isPresent()
                                ? withEntries(events, entry -> new Entry(entry.cursor(), otherwise(entry.event())))
                                : push);
            }
            return new Reached(reached.from(), reached.command(), pushes);
        }

        private static UserEvent otherwise(UserEvent event) {
            return event instanceof MessageSent sent ? withSeq(sent, sent.seq().value() + 1) : event;
        }
    }

    private static boolean isMessage(InboxCommand telling) {
        return telling instanceof Deliver deliver && deliver.event() instanceof MessageSent;
    }

    private static boolean isOwn(InboxCommand telling) {
        return ((Deliver) telling).event().commandId().isPresent();
    }

    private static boolean isRejection(Decided decided) {
        return ConversationLaws.rejection(decided).isPresent();
    }

    private static boolean isRejectedWith(Decided decided, RejectionCode code) {
        return ConversationLaws.rejection(decided)
                .filter(deliver -> ((CommandRejected) deliver.event()).code() == code)
                .isPresent();
    }

    private static UserId nobody() {
        return new UserId(Uuids.derived("nobody"));
    }

    private static MessageSent withSeq(MessageSent sent, long seq) {
        return new MessageSent(
                sent.at(),
                sent.commandId(),
                sent.conversationId(),
                new Seq(seq),
                sent.messageId(),
                sent.clientMessageId(),
                sent.senderId(),
                sent.text(),
                sent.replyTo());
    }

    private static Events withEntries(Events events, UnaryOperator<Entry> change) {
        return new Events(events.target(), events.entries().stream().map(change).toList());
    }

    private static List<Push> without(List<Push> pushes, Class<? extends Push> kind) {
        return pushes.stream().filter(push -> !kind.isInstance(push)).toList();
    }

    private static List<Push> caughtUpFirst(List<Push> pushes) {
        var order = new ArrayList<Push>();
        for (var push : pushes) {
            order.add(push instanceof CaughtUp && !order.isEmpty() ? order.size() - 1 : order.size(), push);
        }
        return order;
    }

    private static List<Push> resyncing(List<Push> pushes) {
        var epoch = pushes.stream()
                .filter(Ready.class::isInstance)
                .map(push -> ((Ready) push).epoch())
                .findFirst();
        return pushes.stream()
                .filter(CaughtUp.class::isInstance)
                .map(push -> ((CaughtUp) push).cursor())
                .findFirst()
                .map(end -> without(pushes, Events.class).stream()
                        .map(push -> resync(push, epoch.orElseThrow(), end))
                        .toList())
                .orElse(pushes);
    }

    private static Push resync(Push push, Epoch epoch, Cursor last) {
        if (push instanceof Ready ready) {
            return new Ready(ready.target(), epoch, last, ready.unread());
        }
        return push instanceof CaughtUp ? new Resync(push.target(), epoch, last) : push;
    }
}
