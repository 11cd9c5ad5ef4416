package io.confab.chat.inbox;

import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.push.Push.Target;
import io.confab.schemas.push.Slot;
import java.util.Objects;

/** A live socket of a user: of which login it is, where it hangs, and how often it was opened. */
record Session(SocketId socketId, SessionId sessionId, Slot slot, int opening) {

    Session {
        Objects.requireNonNull(socketId, "socketId");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(slot, "slot");
    }

    static Session of(OpenSession command) {
        return new Session(command.socketId(), command.sessionId(), command.slot(), command.opening());
    }

    Target targetFor(UserId user) {
        return new Target(slot, user, socketId, opening);
    }
}
