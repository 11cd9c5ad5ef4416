package io.confab.chat.property;

import io.confab.chat.property.History.Asked;
import io.confab.chat.property.History.Decided;
import io.confab.chat.property.History.Happening;
import io.confab.chat.property.History.Reached;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.Probe;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import io.confab.testkit.User;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays a scenario on both topologies. Between them lie logs that keep the order of each of their parts and nothing else:
 * commands wait for their conversation, and what a conversation has for a user waits, while other conversations, devices and
 * blocks go ahead.
 */
final class Run {
    /** The driver has no other. A socket whose slot moves is opened once more, as any that comes back. */
    private static final Slot SLOT = new Slot(0);

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofHours(11));

    /** Which conversation has something for which user. */
    private record Way(ConversationId from, UserId to) {}

    private record Socket(int opening, Cursor last) {}

    private final Topologies topologies;
    private final Wire wire;
    private final Town town;
    private final Requests requests;
    private final List<Happening> happenings = new ArrayList<>();
    private final Map<ConversationId, Deque<ChatCommand>> asked = new LinkedHashMap<>();
    private final Map<Way, Deque<InboxCommand>> told = new LinkedHashMap<>();
    private final Map<SocketId, Socket> sockets = new HashMap<>();
    private final Map<UserId, Epoch> epochs = new HashMap<>();
    private int switches;

    private Run(Topologies topologies, Wire wire) {
        this.topologies = topologies;
        this.wire = wire;
        this.town = topologies.newTown();
        this.requests = new Requests(town);
    }

    static History of(List<Step> scenario, Topologies topologies) {
        return of(scenario, topologies, new Wire() {});
    }

    static History of(List<Step> scenario, Topologies topologies, Wire wire) {
        var run = new Run(topologies, wire);
        run.begin();
        scenario.forEach(run::take);
        run.end();
        return new History(run.town, run.happenings);
    }

    /** Some have a device on, and there are two direct conversations and a group to talk in. */
    private void begin() {
        town.people().subList(0, 4).forEach(user -> open(user, 0, Optional.empty(), Optional.empty()));
        List.of(0, 1, 3).forEach(place -> ask(requests.createFirst(town.place(place))));
        settle();
    }

    /** All that is under way arrives, and everyone comes back with a new device to which nothing is known. */
    private void end() {
        settle();
        for (var user : town.people()) {
            open(user, 9, Optional.empty(), Optional.empty());
            open(user, 9, Optional.of(Cursor.START), Optional.of(epochs.get(user.id())));
            openAtTheEdge(user);
        }
    }

    /** With the oldest cursor that must be good for a resume. */
    private void openAtTheEdge(User user) {
        long last = sockets.get(Town.socket(user, 9)).last().value();
        long edge = Math.max(0, last - topologies.keptEntries());
        open(user, 9, Optional.of(new Cursor(edge)), Optional.of(epochs.get(user.id())));
    }

    private void settle() {
        List.copyOf(asked.keySet()).forEach(place -> decide(place, Integer.MAX_VALUE));
        List.copyOf(told.keySet()).forEach(way -> carry(way, Integer.MAX_VALUE));
    }

    private void take(Step step) {
        topologies.advance(Duration.ofMillis(17));
        var user = town.person(step.user());
        switch (step.what()) {
            case OPEN -> open(user, step);
            case CLOSE -> close(user, step);
            case LOG_OUT ->
                reach(new EndSession(
                        user.id(),
                        step.number() % 3 == 0 ? Optional.empty() : Optional.of(Town.session(user, step.number()))));
            case WATCH -> reach(new Watch(town.other(user, step.other()).id(), user.id(), 60_000));
            case ASK_AFTER ->
                reach(new Probe(user.id(), new TicketId(Uuids.derived("ticket", Integer.toString(step.number())))));
            case SHOW_PRESENCE ->
                reach(new SetPresence(user.id(), new ShowsPresence(step.number() % 4 > 0, ++switches)));
            case LET_TIME_PASS -> topologies.advance(PAUSES.get(step.number() % PAUSES.size()));
            case DECIDE -> waiting(asked, step.place()).ifPresent(at -> decide(at, 1 + step.number() % 4));
            case CARRY -> waitingFor(user, step.place()).ifPresent(way -> carry(way, 1 + step.number() % 4));
            case BLOCK -> block(requests.block(user, town.other(user, step.other()), true));
            case LIFT_BLOCK -> requests.lift(step.number()).ifPresent(this::block);
            case HEAR_OF_BLOCK_AGAIN -> requests.blockOfBefore(step.number()).ifPresent(this::block);
            default -> requests.of(step, topologies.now()).ifPresent(this::ask);
        }
    }

    private void ask(ChatCommand command) {
        happenings.add(new Asked(command));
        asked.computeIfAbsent(command.conversationId(), id -> new ArrayDeque<>())
                .add(command);
    }

    /** On both logs that carry what it must come before, as a gateway puts it. */
    private void block(ChatCommand.SetBlock block) {
        ask(block);
        reach(new InboxCommand.SetBlock(block.blockerId(), block.blockedId(), block.version(), block.active()));
    }

    private void decide(ConversationId place, int most) {
        var waiting = asked.get(place);
        for (int decided = 0; decided < most && !waiting.isEmpty(); decided++) {
            var command = waiting.remove();
            var decision = topologies.decide(wire.toConversation(command));
            var seen = wire.decided(new Decided(command, topologies.now(), decision.facts(), decision.tellings()));
            happenings.add(seen);
            decision.facts().forEach(requests::hear);
            seen.tellings()
                    .forEach(
                            telling -> told.computeIfAbsent(new Way(place, telling.userId()), way -> new ArrayDeque<>())
                                    .add(telling));
        }
    }

    private void carry(Way way, int most) {
        var waiting = told.get(way);
        for (int carried = 0; carried < most && !waiting.isEmpty(); carried++) {
            reach(Optional.of(way.from()), waiting.remove());
        }
    }

    private void reach(InboxCommand command) {
        reach(Optional.empty(), command);
    }

    private void reach(Optional<ConversationId> from, InboxCommand command) {
        var pushes = wire.toInbox(command).map(topologies::reach).orElse(List.of());
        var seen = wire.reached(new Reached(from, command, pushes));
        happenings.add(seen);
        seen.pushes().forEach(this::receive);
    }

    /** What a gateway and its client learn from a push. */
    private void receive(Push push) {
        var target = push.target();
        if (push instanceof Push.Ready ready) {
            epochs.put(target.userId(), ready.epoch());
            sockets.put(target.socketId(), new Socket(target.opening(), ready.cursor()));
        } else if (push instanceof Push.Events events && !events.entries().isEmpty()) {
            var last = events.entries().get(events.entries().size() - 1).cursor();
            sockets.put(target.socketId(), new Socket(target.opening(), last));
        }
    }

    /** A new device, one that comes back, or one whose slot has moved, with a cursor that is fresh, old or worth nothing. */
    private void open(User user, Step step) {
        int number = step.number() % 3;
        var epoch = Optional.ofNullable(epochs.get(user.id()));
        var last = Optional.ofNullable(sockets.get(Town.socket(user, number))).map(Socket::last);
        switch (step.place()) {
            case 0 -> open(user, number, Optional.empty(), Optional.empty());
            case 1 -> open(user, number, Optional.of(new Cursor(step.number())), epoch);
            case 2 -> open(user, number, last, Optional.of(new Epoch("another")));
            case 4 -> open(user, number, Optional.of(Cursor.START), epoch);
            case 5 -> open(user, number, last, Optional.empty());
            default -> open(user, number, last, last.isPresent() ? epoch : Optional.empty());
        }
    }

    private void open(User user, int number, Optional<Cursor> since, Optional<Epoch> epoch) {
        var socket = Town.socket(user, number);
        int opening = opening(socket) + 1;
        sockets.put(socket, new Socket(opening, Cursor.START));
        reach(new OpenSession(
                user.id(), socket, Town.session(user, number), SLOT, opening, since, epoch, Optional.empty()));
    }

    /** Of what is open, or late, after it was opened again. */
    private void close(User user, Step step) {
        var socket = Town.socket(user, step.number() % 3);
        int opening = opening(socket) - (step.place() == 0 ? 1 : 0);
        if (opening > 0) {
            reach(new CloseSession(user.id(), socket, opening));
        }
    }

    private int opening(SocketId socket) {
        return Optional.ofNullable(sockets.get(socket)).map(Socket::opening).orElse(0);
    }

    private Optional<Way> waitingFor(User user, int from) {
        var ways = new LinkedHashMap<Way, Deque<InboxCommand>>();
        told.forEach((way, waiting) -> {
            if (way.to().equals(user.id())) {
                ways.put(way, waiting);
            }
        });
        return waiting(ways, from).or(() -> waiting(told, from));
    }

    private static <W> Optional<W> waiting(Map<W, ? extends Deque<?>> queues, int from) {
        var some = queues.keySet().stream()
                .filter(way -> !queues.get(way).isEmpty())
                .toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(from % some.size()));
    }
}
