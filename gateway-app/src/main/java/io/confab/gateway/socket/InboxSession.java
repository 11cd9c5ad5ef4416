package io.confab.gateway.socket;

import io.confab.gateway.http.Caller;
import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.EndedBy;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The session that a socket has at its user's inbox, and what the client is told of it. Durable events leave it in the order
 * of their cursors, without gap or repeat: what comes twice is dropped, and where something is missing the session is opened
 * again after the last cursor that was sent. So it is where the slot moves, where the inbox doesn't answer, and where the
 * client had to read first. Not thread-safe.
 */
final class InboxSession {
    /** Openings after gaps that are tried before something must be wrong. */
    private static final int MOST_GAPS = 5;

    /** Ends the socket, and the session by {@link #end}. */
    interface Closing {
        void close(CloseCode code, String reason);
    }

    private final SocketId id;
    private final Caller caller;
    private final Connection.Limits limits;
    private final Connection.Port port;
    private final Closing closing;
    private final Push.Visitor<Void> onPush = new OnPush();
    private final Optional<ShowsPresence> shows;
    private final Deliveries deliveries;
    private final PresenceWatch presence;

    private Instant now = Instant.MIN;

    /** After which cursor of which epoch the next event comes, as far as that is known. */
    private Optional<Cursor> last;

    private Optional<Epoch> epoch;

    /** How it stands at the inbox. */
    private int opening;

    private Optional<Slot> slot = Optional.empty();
    private boolean answered;
    private boolean forgotten;
    private Optional<Instant> openingSince = Optional.empty();
    private Instant openAgainAt = Instant.MAX;
    private int gaps;

    /** What the client has been told. */
    private boolean toldReady;

    private boolean owesCaughtUp;
    private boolean catchingUp;
    private Optional<Instant> behindSince = Optional.empty();

    /**
     * One that is not open yet.
     *
     * @param hello says from where the client wants its events
     * @param shows what the user's profile lets others know, where it could be read
     */
    InboxSession(
            SocketId id,
            Caller caller,
            ClientFrame.Hello hello,
            Optional<ShowsPresence> shows,
            Connection.Limits limits,
            Connection.Port port,
            Closing closing,
            Instant at) {
        this.id = id;
        this.caller = caller;
        this.limits = limits;
        this.port = port;
        this.closing = closing;
        this.shows = shows;
        last = hello.since();
        epoch = hello.epoch();
        owesCaughtUp = hello.since().isPresent();
        deliveries = new Deliveries(
                caller.userId(), (conversation, seq) -> port.delivered(caller.userId(), conversation, seq));
        presence = new PresenceWatch(caller.userId(), limits.presence(), port, at);
    }

    void open(Instant at) {
        now = at;
        open();
    }

    /**
     * Has the inbox forget it, unless it has done so by itself.
     *
     * @param by who ended it, where it was not the user
     */
    void end(Optional<EndedBy> by) {
        if (opening > 0 && !forgotten) {
            port.append(new CloseSession(caller.userId(), id, opening, by));
        }
    }

    void push(Push push, Instant at) {
        now = at;
        boolean current = push.target().opening() == opening;
        if (push instanceof Push.Close || (current && behindSince.isEmpty())) {
            push.accept(onPush);
        }
    }

    void appendFailed(InboxCommand command, Instant at) {
        if (command instanceof OpenSession open && open.opening() == opening && !answered) {
            openAgainAt = at.plusSeconds(1);
        }
    }

    /** Whom the client wants to see from now on. */
    void watch(List<UserId> users, Instant at) {
        presence.watch(users, at);
    }

    /** The client has everything up to {@code cursor}. */
    void acknowledged(Cursor cursor, Instant at) {
        deliveries.acknowledged(cursor, at);
    }

    /** What was sent has been read by half, after {@link Connection.Port#send} had no room. */
    void drained(Instant at) {
        if (behindSince.isPresent()) {
            behindSince = Optional.empty();
            open(at);
        }
    }

    /** The slot belongs to another gateway now. */
    void slotLost(Slot lost, Instant at) {
        if (!slot.equals(Optional.of(lost))) {
            return;
        }
        if (behindSince.isPresent()) {
            slot = Optional.empty();
        } else {
            open(at);
        }
    }

    /** There is a slot for those who wait for one. */
    void slotGained(Instant at) {
        if (slot.isEmpty() && behindSince.isEmpty()) {
            open(at);
        }
    }

    void tick(Instant at) {
        now = at;
        deliveries.tell(now);
        presence.tick(now);
        if (isPast(behindSince, limits.drain())) {
            closing.close(CloseCode.TOO_SLOW, "too slow");
        } else if (isPast(openingSince, limits.opening())) {
            closing.close(CloseCode.UNAVAILABLE, "try again later");
        } else if (!now.isBefore(openAgainAt)) {
            open();
        }
    }

    /** For the first time, or after the last cursor that the client has. */
    private void open() {
        answered = false;
        if (openingSince.isEmpty()) {
            openingSince = Optional.of(now);
        }
        slot = port.slot();
        openAgainAt = slot.isPresent() ? now.plus(limits.answer()) : Instant.MAX;
        slot.ifPresent(owned -> port.append(
                new OpenSession(caller.userId(), id, caller.sessionId(), owned, ++opening, last, epoch, shows)));
    }

    private void openAfterGap() {
        if (++gaps > MOST_GAPS) {
            closing.close(CloseCode.UNAVAILABLE, "try again later");
        } else {
            open();
        }
    }

    /** False where the client is too slow: it is closed, or the rest waits until it has read what it has. */
    private boolean send(String frame) {
        if (port.send(frame)) {
            return true;
        }
        if (catchingUp) {
            behindSince = Optional.of(now);
            openAgainAt = Instant.MAX;
            openingSince = Optional.empty();
        } else {
            closing.close(CloseCode.TOO_SLOW, "too slow");
        }
        return false;
    }

    private boolean isPast(Optional<Instant> since, Duration most) {
        return since.isPresent() && !now.isBefore(since.get().plus(most));
    }

    private final class OnPush implements Push.Visitor<Void> {
        @Override
        public Void ready(Push.Ready push) {
            answered = true;
            openingSince = Optional.empty();
            openAgainAt = Instant.MAX;
            boolean again = toldReady;
            if (!toldReady) {
                // What a later opening answers is told by a resync alone: the client's cursor holds until then.
                toldReady = true;
                catchingUp = owesCaughtUp;
                last = Optional.of(push.cursor());
                epoch = Optional.of(push.epoch());
                send(ServerFrames.ready(caller, push, limits.pingInterval()));
            } else {
                catchingUp = true;
            }
            presence.live(!catchingUp, now);
            if (again) {
                presence.askAgain(now);
            }
            return null;
        }

        @Override
        public Void events(Push.Events push) {
            for (var entry : push.entries()) {
                if (!answered) {
                    openAfterGap();
                    return null;
                }
                var expected = last.orElseThrow().next();
                int place = entry.cursor().compareTo(expected);
                if (place > 0) {
                    openAfterGap();
                    return null;
                }
                if (place == 0) {
                    if (!send(ServerFrames.event(entry))) {
                        return null;
                    }
                    last = Optional.of(expected);
                    deliveries.sent(entry);
                }
            }
            return null;
        }

        @Override
        public Void caughtUp(Push.CaughtUp push) {
            if (!answered || push.cursor().compareTo(last.orElseThrow()) > 0) {
                openAfterGap();
                return null;
            }
            gaps = 0;
            if (owesCaughtUp) {
                if (!send(ServerFrames.caughtUp(push.cursor()))) {
                    return null;
                }
                owesCaughtUp = false;
            }
            catchingUp = false;
            presence.live(true, now);
            return null;
        }

        @Override
        public Void resync(Push.Resync push) {
            if (!answered) {
                openAfterGap();
                return null;
            }
            if (send(ServerFrames.resync(push.epoch(), push.cursor()))) {
                gaps = 0;
                owesCaughtUp = false;
                catchingUp = false;
                deliveries.forget();
                presence.live(true, now);
                last = Optional.of(push.cursor());
                epoch = Optional.of(push.epoch());
            }
            return null;
        }

        /** Nothing of the moment gets between what was missed. */
        @Override
        public Void ephemeral(Push.Ephemeral push) {
            if (push.event() instanceof UserPresence there) {
                presence.heard(there, now);
            } else if (answered && !catchingUp) {
                port.sendEphemeral(ServerFrames.ephemeral(push.event()));
            }
            return null;
        }

        /** The socket is there, and that is all the answer. */
        @Override
        public Void probe(Push.Probe push) {
            return null;
        }

        /** Of an older opening it is true as well, but then the inbox will meet, or has met, this one. */
        @Override
        public Void close(Push.Close push) {
            forgotten = push.target().opening() == opening;
            switch (push.reason()) {
                case TOO_MANY_SOCKETS -> closing.close(CloseCode.TOO_MANY_SOCKETS, "too many sockets");
                case LOGGED_OUT -> closing.close(CloseCode.LOGGED_OUT, "logged out");
            }
            return null;
        }
    }
}
