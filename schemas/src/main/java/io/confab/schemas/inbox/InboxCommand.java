package io.confab.schemas.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.push.Slot;
import java.util.Objects;
import java.util.Optional;

/** What is to be delivered to a user, and what bears on it, in one order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = InboxCommand.Deliver.class, name = "deliver"),
    @JsonSubTypes.Type(value = InboxCommand.OpenSession.class, name = "open_session"),
    @JsonSubTypes.Type(value = InboxCommand.CloseSession.class, name = "close_session"),
    @JsonSubTypes.Type(value = InboxCommand.EndSession.class, name = "end_session"),
    @JsonSubTypes.Type(value = InboxCommand.SetBlock.class, name = "set_block"),
    @JsonSubTypes.Type(value = InboxCommand.Show.class, name = "show"),
    @JsonSubTypes.Type(value = InboxCommand.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = InboxCommand.SetPresence.class, name = "set_presence"),
    @JsonSubTypes.Type(value = InboxCommand.Probe.class, name = "probe"),
})
public sealed interface InboxCommand {

    /** Whose inbox it is: the key of its record. */
    UserId userId();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of command: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R deliver(Deliver command);

        R openSession(OpenSession command);

        R closeSession(CloseSession command);

        R endSession(EndSession command);

        R setBlock(SetBlock command);

        R show(Show command);

        R watch(Watch command);

        R setPresence(SetPresence command);

        R probe(Probe command);
    }

    /** Puts an event into the inbox and before whoever is live; it has its command only if this user gave it. */
    record Deliver(UserId userId, UserEvent event) implements InboxCommand {

        public Deliver {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(event, "event");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.deliver(this);
        }
    }

    /** Puts an ephemeral event before whoever is live, without an entry in the inbox. */
    record Show(UserId userId, EphemeralEvent event) implements InboxCommand {

        public Show {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(event, "event");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.show(this);
        }
    }

    /**
     * Somebody wants to see whether this user is there: how it stands now, and each change until the lease ends, which is
     * counted from the time of the record. To be said again before that.
     */
    record Watch(UserId userId, UserId watcherId, long leaseMs) implements InboxCommand {

        public Watch {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(watcherId, "watcherId");
            if (leaseMs < 1) {
                throw new IllegalArgumentException("a lease takes time, was " + leaseMs);
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.watch(this);
        }
    }

    /** States whether this user lets others know when there is a live socket: the higher version holds. */
    record SetPresence(UserId userId, ShowsPresence presence) implements InboxCommand {

        public SetPresence {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(presence, "presence");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setPresence(this);
        }
    }

    /**
     * A socket that is live on {@code slot}, for the first time or again (the slot moved, a gap was seen).
     *
     * @param opening 1 for the first time and one more each time after, so that what is late is told from what holds
     * @param since the last cursor the socket has; without it: live events only
     * @param epoch whose cursor {@code since} is
     * @param presence what the user's profile says, where that is known
     */
    record OpenSession(
            UserId userId,
            SocketId socketId,
            SessionId sessionId,
            Slot slot,
            int opening,
            Optional<Cursor> since,
            Optional<Epoch> epoch,
            Optional<ShowsPresence> presence)
            implements InboxCommand {

        public OpenSession {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(socketId, "socketId");
            Objects.requireNonNull(sessionId, "sessionId");
            Objects.requireNonNull(slot, "slot");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(epoch, "epoch");
            Objects.requireNonNull(presence, "presence");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.openSession(this);
        }
    }

    /**
     * A socket that is gone, unless it was opened again since {@code opening}.
     *
     * @param endedBy who ended it, where it was not the user
     */
    record CloseSession(UserId userId, SocketId socketId, int opening, Optional<EndedBy> endedBy)
            implements InboxCommand {

        public CloseSession {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(socketId, "socketId");
            Objects.requireNonNull(endedBy, "endedBy");
        }

        /** Of one that the user ended, or that is not there. */
        public CloseSession(UserId userId, SocketId socketId, int opening) {
            this(userId, socketId, opening, Optional.empty());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.closeSession(this);
        }
    }

    /**
     * A login that ended: its sockets are to be closed, wherever they are.
     *
     * @param sessionId the login; empty: all of the user's
     */
    record EndSession(UserId userId, Optional<SessionId> sessionId) implements InboxCommand {

        public EndSession {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(sessionId, "sessionId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endSession(this);
        }
    }

    /**
     * States whether this user blocks another. It comes from the gateway at once and from change capture later, in any
     * order: the higher {@code version} holds.
     */
    record SetBlock(UserId userId, UserId blockedId, long version, boolean active) implements InboxCommand {

        public SetBlock {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(blockedId, "blockedId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setBlock(this);
        }
    }

    /**
     * Asks whether somebody who waits with a ticket is there. The sockets that are known are asked after; where none is, a gateway
     * is asked to say so, since only one that lives can.
     */
    record Probe(UserId userId, TicketId ticketId) implements InboxCommand {

        public Probe {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(ticketId, "ticketId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.probe(this);
        }
    }

    /** Who ended a socket, other than the user. */
    enum EndedBy {
        /** The gateway goes, or can't serve the socket now: the client is to come back. */
        @JsonProperty("service")
        SERVICE
    }
}
