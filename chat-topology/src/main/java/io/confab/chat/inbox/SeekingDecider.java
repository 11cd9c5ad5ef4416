package io.confab.chat.inbox;

import io.confab.chat.inbox.InboxDecision.Probed;
import io.confab.chat.inbox.InboxDecision.Sought;
import io.confab.schemas.chatup.ChatupCommand.SetPresence;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.Probe;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.Target;
import io.confab.schemas.push.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Decides what chatup is told of a user who waits with a ticket: that the last socket is gone, or that there is one again. Only a
 * gateway that lives makes a user absent, so that nobody is while none does: the one that saw the last socket go because the user
 * went, or one that was asked and has no such socket. Where no socket is known, it is asked for one that there never was.
 */
final class SeekingDecider {
    private final int slots;

    SeekingDecider(int slots) {
        this.slots = slots;
    }

    /** What is delivered of a ticket says how long the user waits. */
    InboxDecision afterDelivery(InboxDecision cause, Deliver command, InboxState state) {
        if (!(command.event() instanceof ChatupEvent event)) {
            return cause;
        }
        if (event instanceof ChatupEvent.Waiting) {
            var probes = state.sessions().isEmpty() ? probes(command.userId(), state.sessions()) : List.<Push>of();
            var waits = Optional.of(Seeking.with(event.ticketId()));
            return new Sought(cause, command.userId(), waits, probes, Optional.empty());
        }
        return state.seeking()
                .filter(seeking -> seeking.ticketId().equals(event.ticketId()))
                .<InboxDecision>map(
                        over -> new Sought(cause, command.userId(), Optional.empty(), List.of(), Optional.empty()))
                .orElse(cause);
    }

    InboxDecision afterOpening(InboxDecision cause, OpenSession command, InboxState state) {
        return state.seeking()
                .filter(Seeking::away)
                .filter(seeking -> !cause.sessions(state.sessions()).isEmpty())
                .map(seeking -> tell(cause, command.userId(), seeking.back()))
                .orElse(cause);
    }

    InboxDecision afterClosing(InboxDecision cause, CloseSession command, InboxState state) {
        boolean answers = command.socketId().equals(nobodys(command.userId()));
        boolean users = command.endedBy().isEmpty() && !state.sessions().isEmpty();
        return answers || users ? afterGoing(cause, command, state) : cause;
    }

    InboxDecision afterEnding(InboxDecision cause, EndSession command, InboxState state) {
        return state.sessions().isEmpty() ? cause : afterGoing(cause, command, state);
    }

    /** It names the ticket, and none that has its outcome: so who waits is known even if that was never delivered here. */
    InboxDecision probe(InboxState state, Probe command) {
        var known = state.seeking().filter(seeking -> seeking.ticketId().equals(command.ticketId()));
        return new Probed(
                command.userId(),
                known.orElseGet(() -> Seeking.with(command.ticketId())),
                probes(command.userId(), state.sessions()));
    }

    private InboxDecision afterGoing(InboxDecision cause, InboxCommand command, InboxState state) {
        return state.seeking()
                .filter(seeking -> !seeking.away())
                .filter(seeking -> cause.sessions(state.sessions()).isEmpty())
                .map(seeking -> tell(cause, command.userId(), seeking.gone()))
                .orElse(cause);
    }

    private static InboxDecision tell(InboxDecision cause, UserId user, Seeking now) {
        var presence = new SetPresence(user, now.ticketId(), !now.away());
        return new Sought(cause, user, Optional.of(now), List.of(), Optional.of(presence));
    }

    private List<Push> probes(UserId user, Sessions sessions) {
        if (sessions.isEmpty()) {
            var slot = new Slot(Math.floorMod(user.hashCode(), slots));
            return List.of(new Push.Probe(new Target(slot, user, nobodys(user), 0)));
        }
        return sessions.live().stream()
                .map(session -> (Push) new Push.Probe(session.targetFor(user)))
                .toList();
    }

    /** A socket that there never was, and of which whoever is asked can only say so. */
    private static SocketId nobodys(UserId user) {
        return new SocketId(Uuids.derived("no_socket", user.toString()));
    }
}
