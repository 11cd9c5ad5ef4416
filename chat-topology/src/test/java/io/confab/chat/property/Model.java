package io.confab.chat.property;

import io.confab.chat.property.ConversationModel.Answer;
import io.confab.chat.property.History.Decided;
import io.confab.chat.property.History.Reached;
import io.confab.chat.property.InboxModel.Sent;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Goes through a history, with conversations and inboxes of its own, and sets what should have come out beside what did. What a
 * conversation of the model tells reaches the inbox of the model when the product's reached the product's.
 */
final class Model {

    /** What should have come out and what did, as lists of words that are to be equal. */
    record Compared(String cause, List<String> expected, List<String> actual) {}

    private record Way(ConversationId from, UserId to) {}

    private final Words words;
    private final int kept;
    private final Map<ConversationId, ConversationModel> conversations = new HashMap<>();
    private final Map<UserId, InboxModel> inboxes = new HashMap<>();
    private final Map<Way, Deque<Telling>> told = new HashMap<>();
    private final Map<UserId, Epoch> epochs = new HashMap<>();
    private final List<Compared> decisions = new ArrayList<>();
    private final List<Compared> pushes = new ArrayList<>();

    private Model(History history, int kept) {
        this.words = new Words(history.town());
        this.kept = kept;
        history.pushes()
                .filter(Push.Ready.class::isInstance)
                .map(Push.Ready.class::cast)
                .forEach(ready -> epochs.putIfAbsent(ready.target().userId(), ready.epoch()));
    }

    /** @param kept how many entries an inbox keeps */
    static Model of(History history, int kept) {
        var model = new Model(history, kept);
        history.happenings().forEach(happening -> {
            if (happening instanceof Decided decided) {
                model.decide(decided);
            } else if (happening instanceof Reached reached) {
                model.reach(reached);
            }
        });
        return model;
    }

    List<Compared> decisions() {
        return decisions;
    }

    List<Compared> pushes() {
        return pushes;
    }

    /** What should be on its way still. */
    List<Telling> undelivered() {
        return told.values().stream().flatMap(Deque::stream).toList();
    }

    private void decide(Decided decided) {
        var place = decided.command().conversationId();
        var answer = conversations
                .computeIfAbsent(place, id -> new ConversationModel(id, words))
                .decide(decided.command(), decided.at());
        answer.tellings()
                .forEach(telling -> told.computeIfAbsent(new Way(place, telling.to()), way -> new ArrayDeque<>())
                        .add(telling));
        decisions.add(new Compared(decided.command().toString(), expected(answer), actual(decided)));
    }

    private List<String> expected(Answer answer) {
        return Stream.concat(
                        answer.facts().stream().map(fact -> "fact: " + fact),
                        answer.tellings().stream()
                                .map(telling -> words.told(telling.to(), telling.words(), telling.commandId())))
                .toList();
    }

    private List<String> actual(Decided decided) {
        return Stream.concat(
                        decided.facts().stream().map(fact -> "fact: " + words.of(fact)),
                        decided.tellings().stream().map(words::of))
                .toList();
    }

    private void reach(Reached reached) {
        var expected = expected(reached).stream()
                .map(sent -> sent.socket() + "/" + sent.opening() + ": " + sent.words())
                .toList();
        var actual = reached.pushes().stream().flatMap(this::words).toList();
        pushes.add(new Compared(reached.command().toString(), expected, actual));
    }

    private List<Sent> expected(Reached reached) {
        var command = reached.command();
        var user = command.userId();
        var inbox = inboxes.computeIfAbsent(user, id -> new InboxModel(id, kept));
        if (reached.from().isPresent()) {
            var telling = told.getOrDefault(new Way(reached.from().get(), user), new ArrayDeque<>())
                    .poll();
            return telling == null ? List.of() : inbox.reach(telling);
        }
        if (command instanceof InboxCommand.OpenSession open) {
            return inbox.open(open, epochs.get(user));
        }
        if (command instanceof InboxCommand.CloseSession close) {
            inbox.close(close);
        } else if (command instanceof InboxCommand.EndSession end) {
            return inbox.logOut(end);
        } else if (command instanceof InboxCommand.SetBlock block) {
            inbox.block(block);
        }
        return List.of();
    }

    /** Presence is left out: it is asked for, not delivered. */
    private Stream<String> words(Push push) {
        var target = push.target();
        var to = target.socketId() + "/" + target.opening() + ": ";
        return push.accept(new Push.Visitor<Stream<String>>() {
            @Override
            public Stream<String> ready(Push.Ready ready) {
                return Stream.of(to + "ready at " + ready.cursor() + ", unread " + ready.unread());
            }

            @Override
            public Stream<String> events(Push.Events events) {
                return events.entries().stream()
                        .map(entry -> to + entry.cursor() + ": " + words.of(entry.event())
                                + entry.event().commandId().map(id -> " (own)").orElse(""));
            }

            @Override
            public Stream<String> caughtUp(Push.CaughtUp caughtUp) {
                return Stream.of(to + "caught up at " + caughtUp.cursor());
            }

            @Override
            public Stream<String> resync(Push.Resync resync) {
                return Stream.of(to + "resync at " + resync.cursor());
            }

            @Override
            public Stream<String> close(Push.Close close) {
                return Stream.of(to + "close");
            }

            @Override
            public Stream<String> ephemeral(Push.Ephemeral ephemeral) {
                var event = ephemeral.event();
                return event instanceof EphemeralEvent.UserPresence ? Stream.of() : Stream.of(to + words.of(event));
            }

            @Override
            public Stream<String> probe(Push.Probe probe) {
                return Stream.of();
            }
        });
    }
}
