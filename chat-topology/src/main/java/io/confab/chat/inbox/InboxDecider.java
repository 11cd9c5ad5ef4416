package io.confab.chat.inbox;

import io.confab.chat.inbox.InboxDecision.BlockSet;
import io.confab.chat.inbox.InboxDecision.Closed;
import io.confab.chat.inbox.InboxDecision.Delivered;
import io.confab.chat.inbox.InboxDecision.Hidden;
import io.confab.chat.inbox.InboxDecision.Missed;
import io.confab.chat.inbox.InboxDecision.Opened;
import io.confab.chat.inbox.InboxDecision.Shown;
import io.confab.chat.inbox.InboxDecision.Unchanged;
import io.confab.chat.inbox.InboxDecision.Unseen;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.Probe;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.inbox.InboxCommand.Show;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.Close;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Ephemeral;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.push.Push.Ready;
import io.confab.schemas.push.Push.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides a command from what the commands before it left, and from nothing else, so the same log gives the same pushes. A
 * command that no gateway could have written throws {@link IllegalArgumentException}.
 */
final class InboxDecider {
    private final InboxLimits limits;
    private final PresenceDecider presence;
    private final SeekingDecider seeking;

    InboxDecider(InboxLimits limits) {
        this.limits = limits;
        this.presence = new PresenceDecider(limits.maxWatchers());
        this.seeking = new SeekingDecider(limits.slots());
    }

    /** @param at the time of the command's record */
    InboxDecision decide(InboxState state, InboxCommand command, Instant at) {
        return command.accept(new InboxCommand.Visitor<>() {
            @Override
            public InboxDecision deliver(Deliver deliver) {
                return seeking.afterDelivery(InboxDecider.this.deliver(state, deliver), deliver, state);
            }

            @Override
            public InboxDecision show(Show show) {
                return InboxDecider.this.show(state, show);
            }

            @Override
            public InboxDecision watch(Watch watch) {
                return presence.watch(state, watch, at);
            }

            @Override
            public InboxDecision setPresence(SetPresence set) {
                return presence.setPresence(state, set, at);
            }

            @Override
            public InboxDecision openSession(OpenSession open) {
                var opened = seeking.afterOpening(InboxDecider.this.openSession(state, open), open, state);
                return presence.afterSockets(opened, open, state, open.presence(), at);
            }

            @Override
            public InboxDecision closeSession(CloseSession close) {
                var closed = seeking.afterClosing(InboxDecider.this.closeSession(state, close), close, state);
                return presence.afterSockets(closed, close, state, Optional.empty(), at);
            }

            @Override
            public InboxDecision endSession(EndSession end) {
                var ended = seeking.afterEnding(InboxDecider.this.endSession(state, end), end, state);
                return presence.afterSockets(ended, end, state, Optional.empty(), at);
            }

            @Override
            public InboxDecision probe(Probe probe) {
                return seeking.probe(state, probe);
            }

            @Override
            public InboxDecision setBlock(SetBlock block) {
                return presence.afterBlock(InboxDecider.this.setBlock(state, block), block, state, at);
            }
        });
    }

    private InboxDecision deliver(InboxState state, Deliver command) {
        var user = command.userId();
        if (state.block().filter(Block::active).isPresent()) {
            return new Hidden(user, command.event());
        }
        var entry = new Entry(state.inbox().last().next(), command.event());
        var pushes = state.sessions().live().stream()
                .map(session -> (Push) new Events(session.targetFor(user), List.of(entry)))
                .toList();
        return new Delivered(user, state.inbox(), entry, pushes);
    }

    /** Where nobody is there to see it, that was all. */
    private InboxDecision show(InboxState state, Show command) {
        if (state.hasBlock()) {
            return new Unseen();
        }
        var pushes = state.sessions().live().stream()
                .map(session -> (Push) new Ephemeral(session.targetFor(command.userId()), command.event()))
                .toList();
        return pushes.isEmpty() ? new Unseen() : new Shown(pushes);
    }

    private InboxDecision openSession(InboxState state, OpenSession command) {
        if (command.slot().partition() >= limits.slots()) {
            throw new IllegalArgumentException("slot " + command.slot() + " of " + limits.slots());
        }
        var known = state.sessions().of(command.socketId());
        if (known.filter(session -> session.opening() >= command.opening()).isPresent()) {
            return new Unchanged();
        }
        var user = command.userId();
        var opened = Session.of(command);
        var sessions = state.sessions().with(opened);
        var tooMany = sessions.over(limits.maxSockets());
        var target = opened.targetFor(user);
        var resume = Resume.of(state.inbox(), command.since(), command.epoch());

        var pushes = new ArrayList<Push>();
        tooMany.forEach(session -> pushes.add(new Close(session.targetFor(user), Reason.TOO_MANY_SOCKETS)));
        pushes.add(new Ready(target, state.inbox().epoch(), resume.from(), state.unread()));
        return resume.accept(new Resume.Visitor<>() {
            @Override
            public InboxDecision live(Resume.Live live) {
                return opened(Optional.empty(), "live");
            }

            @Override
            public InboxDecision replay(Resume.Replay replay) {
                return opened(Optional.of(new Missed(target, replay.from(), replay.last())), "resumed");
            }

            @Override
            public InboxDecision resync(Resume.Resync resync) {
                pushes.add(new Push.Resync(target, resync.epoch(), resync.from()));
                return opened(Optional.empty(), "resync");
            }

            private InboxDecision opened(Optional<Missed> missed, String outcome) {
                return new Opened(user, sessions.without(tooMany::contains), pushes, missed, outcome);
            }
        });
    }

    private InboxDecision closeSession(InboxState state, CloseSession command) {
        Predicate<Session> gone =
                session -> session.socketId().equals(command.socketId()) && session.opening() <= command.opening();
        return forget(state, gone, command, List.of());
    }

    private InboxDecision endSession(InboxState state, EndSession command) {
        Predicate<Session> ended = session -> command.sessionId()
                .filter(id -> !id.equals(session.sessionId()))
                .isEmpty();
        var closes = state.sessions().live().stream()
                .filter(ended)
                .map(session -> (Push) new Close(session.targetFor(command.userId()), Reason.LOGGED_OUT))
                .toList();
        return forget(state, ended, command, closes);
    }

    private static InboxDecision forget(
            InboxState state, Predicate<Session> gone, InboxCommand command, List<Push> closes) {
        var rest = state.sessions().without(gone);
        return rest.equals(state.sessions()) ? new Unchanged() : new Closed(command.userId(), rest, closes);
    }

    private InboxDecision setBlock(InboxState state, SetBlock command) {
        if (state.block().filter(known -> known.version() >= command.version()).isPresent()) {
            return new Unchanged();
        }
        return new BlockSet(
                new BlockKey(command.userId(), command.blockedId()), new Block(command.version(), command.active()));
    }
}
