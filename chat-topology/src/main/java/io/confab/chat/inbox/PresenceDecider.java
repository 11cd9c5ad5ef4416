package io.confab.chat.inbox;

import io.confab.chat.inbox.InboxDecision.BlockSet;
import io.confab.chat.inbox.InboxDecision.Presented;
import io.confab.chat.inbox.InboxDecision.SwitchSet;
import io.confab.chat.inbox.InboxDecision.Unchanged;
import io.confab.chat.inbox.InboxDecision.Watched;
import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.inbox.InboxCommand.Show;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.Ephemeral;
import io.confab.schemas.push.Push.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what those who watch a user are told: that the first socket came, that the last one is gone, and whether they may know
 * at all. Whom the user blocks, and everybody where the profile says so, sees somebody who is not there.
 */
final class PresenceDecider {
    /** How often sockets are asked after, while somebody watches: those of a gateway that was killed say no goodbye. */
    static final Duration PROBE_EVERY = Duration.ofSeconds(30);

    private static final Duration LONGEST_LEASE = Duration.ofMinutes(15);

    private final int maxWatchers;

    PresenceDecider(int maxWatchers) {
        this.maxWatchers = maxWatchers;
    }

    /** The watcher is answered in any case; where there are too many, a later one has to ask again to learn of a change. */
    InboxDecision watch(InboxState state, Watch command, Instant at) {
        var user = command.userId();
        var lease = Duration.ofMillis(command.leaseMs());
        var until = at.plus(lease.compareTo(LONGEST_LEASE) < 0 ? lease : LONGEST_LEASE);
        var watcher = new Watcher(command.watcherId(), until, state.hasBlock());
        boolean known = state.watchers().stream().anyMatch(each -> each.userId().equals(watcher.userId()));
        long others =
                state.watchers().stream().filter(each -> each.watchesAt(at)).count();
        boolean kept = known || others < maxWatchers;

        boolean probes = !state.sessions().isEmpty()
                && state.presence()
                        .probedAt()
                        .filter(last -> last.plus(PROBE_EVERY).isAfter(at))
                        .isEmpty();
        var pushes = probes
                ? state.sessions().live().stream()
                        .map(session -> (Push) new Probe(session.targetFor(user)))
                        .toList()
                : List.<Push>of();
        var answer = new Show(watcher.userId(), seenBy(watcher, user, state.sessions(), state.presence()));
        return new Watched(
                user,
                kept ? Optional.of(watcher) : Optional.empty(),
                answer,
                pushes,
                probes ? Optional.of(state.presence().probedAt(at)) : Optional.empty(),
                expired(state, at));
    }

    InboxDecision setPresence(InboxState state, SetPresence command, Instant at) {
        var now = state.presence().with(command.presence());
        if (now.equals(state.presence())) {
            return new Unchanged();
        }
        var cause = new SwitchSet(command.presence().shown());
        return presented(cause, command.userId(), state, state.sessions(), now, at);
    }

    /** A socket that opens or goes; whether others may know comes with it. */
    InboxDecision afterSockets(
            InboxDecision cause, InboxCommand command, InboxState state, Optional<ShowsPresence> said, Instant at) {
        var sessions = cause.sessions(state.sessions());
        boolean left = !state.sessions().isEmpty() && sessions.isEmpty();
        var now = said.map(state.presence()::with).orElse(state.presence());
        if (left) { // the user's last socket is gone
            now = now.leftAt(at);
        }
        var presented = presented(cause, command.userId(), state, sessions, now, at);
        return presented.changesNothing(state.presence()) ? cause : presented;
    }

    /** Who is blocked sees the user go, and the user sees the other go. */
    InboxDecision afterBlock(InboxDecision cause, SetBlock command, InboxState state, Instant at) {
        if (!(cause instanceof BlockSet set) || !set.block().active() || state.hasBlock()) {
            return cause;
        }
        var user = command.userId();
        var pushes = state.sessions().live().stream()
                .map(session -> (Push) new Ephemeral(session.targetFor(user), UserPresence.untold(command.blockedId())))
                .toList();
        var shows = state.watchers().stream()
                .filter(watcher -> watcher.userId().equals(command.blockedId()) && watcher.watchesAt(at))
                .filter(watcher -> !seenBy(watcher, user, state.sessions(), state.presence())
                        .equals(UserPresence.untold(user)))
                .map(watcher -> new Show(watcher.userId(), UserPresence.untold(user)))
                .toList();
        return pushes.isEmpty() && shows.isEmpty()
                ? cause
                : new Presented(cause, user, state.presence(), pushes, shows, List.of());
    }

    private static Presented presented(
            InboxDecision cause, UserId user, InboxState state, Sessions sessions, Presence now, Instant at) {
        var shows = new ArrayList<Show>();
        for (var watcher : state.watchers()) {
            var seen = seenBy(watcher, user, sessions, now);
            if (watcher.watchesAt(at) && !seen.equals(seenBy(watcher, user, state.sessions(), state.presence()))) {
                shows.add(new Show(watcher.userId(), seen));
            }
        }
        return new Presented(cause, user, now, List.of(), shows, expired(state, at));
    }

    private static UserPresence seenBy(Watcher watcher, UserId user, Sessions sessions, Presence presence) {
        if (watcher.blocked() || !presence.mayBeTold()) {
            return UserPresence.untold(user);
        }
        return sessions.isEmpty()
                ? new UserPresence(user, false, presence.lastSeenAt())
                : new UserPresence(user, true, Optional.empty());
    }

    private static List<UserId> expired(InboxState state, Instant at) {
        return state.watchers().stream()
                .filter(watcher -> !watcher.watchesAt(at))
                .map(Watcher::userId)
                .toList();
    }
}
