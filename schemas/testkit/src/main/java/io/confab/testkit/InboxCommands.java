package io.confab.testkit;

import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.inbox.InboxCommand.EndedBy;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.Probe;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.inbox.InboxCommand.Show;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Slot;
import java.util.Optional;

/** Commands to inboxes, as conversations and the gateway would write them. */
public final class InboxCommands {
    private InboxCommands() {}

    /** One of a user's sockets; the same number is the same socket. */
    public static SocketId socket(User user, int number) {
        return new SocketId(Uuids.derived("socket", user.id().toString(), Integer.toString(number)));
    }

    public static Deliver deliver(User user, UserEvent event) {
        return new Deliver(user.id(), event);
    }

    public static Show show(User user, EphemeralEvent event) {
        return new Show(user.id(), event);
    }

    /** Opens a socket for the first time, for live events alone. */
    public static OpenSession open(User user, int socket, Slot slot) {
        return opening(user, socket, slot, 1, Optional.empty(), Optional.empty());
    }

    /** Opens a socket for the first time, with what came after {@code since}. */
    public static OpenSession resume(User user, int socket, Slot slot, Cursor since, Epoch epoch) {
        return opening(user, socket, slot, 1, Optional.of(since), Optional.of(epoch));
    }

    public static OpenSession opening(
            User user, int socket, Slot slot, int opening, Optional<Cursor> since, Optional<Epoch> epoch) {
        return new OpenSession(
                user.id(), socket(user, socket), user.session(), slot, opening, since, epoch, Optional.empty());
    }

    /** Opens a socket for the first time, of a user whose profile says whether others may know. */
    public static OpenSession open(User user, int socket, Slot slot, ShowsPresence presence) {
        return new OpenSession(
                user.id(),
                socket(user, socket),
                user.session(),
                slot,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.of(presence));
    }

    /** For a minute. */
    public static Watch watch(User watched, User watcher) {
        return new Watch(watched.id(), watcher.id(), 60_000);
    }

    public static SetPresence presence(User user, boolean shown, long version) {
        return new SetPresence(user.id(), new ShowsPresence(shown, version));
    }

    public static CloseSession close(User user, int socket, int opening) {
        return new CloseSession(user.id(), socket(user, socket), opening);
    }

    /** As a gateway says of a socket that it closes because it goes. */
    public static CloseSession going(User user, int socket, int opening) {
        return new CloseSession(user.id(), socket(user, socket), opening, Optional.of(EndedBy.SERVICE));
    }

    /** Asks whether somebody who waits with the user's {@code number}th ticket is there. */
    public static Probe probe(User user, int number) {
        return new Probe(user.id(), ChatupCommands.ticket(user, number));
    }

    public static EndSession logOut(User user) {
        return new EndSession(user.id(), Optional.of(user.session()));
    }

    public static SetBlock block(User blocker, User blocked, long version, boolean active) {
        return new SetBlock(blocker.id(), blocked.id(), version, active);
    }
}
