package io.confab.schemas.push;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import java.util.List;
import java.util.Objects;

/** What an inbox has for one socket, on its way to the gateway that carries the socket's slot. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Push.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Push.Events.class, name = "events"),
    @JsonSubTypes.Type(value = Push.CaughtUp.class, name = "caught_up"),
    @JsonSubTypes.Type(value = Push.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = Push.Close.class, name = "close"),
    @JsonSubTypes.Type(value = Push.Ephemeral.class, name = "ephemeral"),
    @JsonSubTypes.Type(value = Push.Probe.class, name = "probe"),
})
public sealed interface Push {

    /** Where the push goes, and which opening of which socket it answers. A push of an older opening is void. */
    Target target();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of push: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R ready(Ready push);

        R events(Events push);

        R caughtUp(CaughtUp push);

        R resync(Resync push);

        R close(Close push);

        R ephemeral(Ephemeral push);

        R probe(Probe push);
    }

    /** The address of a push. */
    record Target(Slot slot, UserId userId, SocketId socketId, int opening) {

        public Target {
            Objects.requireNonNull(slot, "slot");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(socketId, "socketId");
        }
    }

    /** An event and its place in the inbox. */
    record Entry(Cursor cursor, UserEvent event) {

        public Entry {
            Objects.requireNonNull(cursor, "cursor");
            Objects.requireNonNull(event, "event");
        }
    }

    /**
     * The session is registered.
     *
     * @param cursor the one just before the first event to come
     * @param unread messages in all conversations
     */
    record Ready(Target target, Epoch epoch, Cursor cursor, long unread) implements Push {

        public Ready {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(epoch, "epoch");
            Objects.requireNonNull(cursor, "cursor");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ready(this);
        }
    }

    /** Durable events, each one's cursor the one before plus 1: what was missed, or what just came. */
    record Events(Target target, List<Entry> entries) implements Push {

        public Events {
            Objects.requireNonNull(target, "target");
            entries = List.copyOf(entries);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.events(this);
        }
    }

    /** All that was missed has been sent, up to {@code cursor}. */
    record CaughtUp(Target target, Cursor cursor) implements Push {

        public CaughtUp {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(cursor, "cursor");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.caughtUp(this);
        }
    }

    /** What was missed can't be told whole: live events follow {@code cursor}, the rest is to be read over HTTP. */
    record Resync(Target target, Epoch epoch, Cursor cursor) implements Push {

        public Resync {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(epoch, "epoch");
            Objects.requireNonNull(cursor, "cursor");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resync(this);
        }
    }

    /** The socket is to be closed; the inbox has forgotten it. */
    record Close(Target target, Reason reason) implements Push {

        public Close {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.close(this);
        }
    }

    /** An event that has no cursor and may be lost. */
    record Ephemeral(Target target, EphemeralEvent event) implements Push {

        public Ephemeral {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(event, "event");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ephemeral(this);
        }
    }

    /** Asks nothing of a socket that is there; whoever carries the slot answers for one that is not, as for any push. */
    record Probe(Target target) implements Push {

        public Probe {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.probe(this);
        }
    }

    /** Why a socket is closed from behind. */
    enum Reason {
        /** The user has more live sockets than allowed, and this is the oldest. */
        @JsonProperty("too_many_sockets")
        TOO_MANY_SOCKETS,
        /** The login ended. */
        @JsonProperty("logged_out")
        LOGGED_OUT
    }
}
