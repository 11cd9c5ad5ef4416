package io.confab.gateway.socket;

import io.confab.gateway.http.Caller;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The protocol of one socket, from its hello to its close: frames, pushes and time come in; frames, commands and a close go
 * out by its {@link Port}. It has neither a clock nor a thread nor a network of its own. Durable events leave it in the order
 * of their cursors, without gap or repeat: what comes twice is dropped, and where something is missing the session is opened
 * again after the last cursor that was sent. Not thread-safe.
 */
final class Connection {

    /** Where things go. Its methods come back at once and never call the connection before they have. */
    interface Port {
        /** A slot that this gateway owns now, if it owns any. */
        Optional<Slot> slot();

        /** To be answered by {@link #authenticated}, {@link #notAuthenticated} or {@link #authenticationUnavailable}. */
        void authenticate(String accessToken);

        /** To be answered by {@link #appendFailed} if it fails. */
        void append(InboxCommand command);

        /** Sends a frame that matters; false where the client is so slow that it doesn't fit any more. */
        boolean send(String frame);

        /** Sends a WebSocket ping, to be answered by {@link #pong}. */
        void ping();

        /** Closes when all that was sent is on its way, or at once where the client is too slow for that. */
        void close(CloseCode code, String reason);
    }

    /**
     * @param hello until when the client must have said it
     * @param answer how long the inbox may take before the session is opened again
     * @param opening how long that goes on before the client is sent away
     * @param drain how long a client may take to read what was sent, while it is catching up
     */
    record Limits(
            Duration hello,
            Duration answer,
            Duration opening,
            Duration drain,
            Duration pingInterval,
            int framesPerSecond,
            int framesBurst) {}

    /** Openings after gaps that are tried before something must be wrong. */
    private static final int MOST_GAPS = 5;

    private static final int MOST_PINGS_UNANSWERED = 2;

    private enum Phase {
        /** The client must say hello. */
        NEW,
        /** Its token is being looked at. */
        ENTERING,
        /** The client is known; its session is open, or being opened. */
        ENTERED,
        CLOSED
    }

    private final SocketId id;
    private final Limits limits;
    private final Port port;
    private final Instant helloDueAt;
    private final TokenBucket frames;
    private final ClientFrame.Visitor<Void> onFrame = new OnFrame();
    private final Push.Visitor<Void> onPush = new OnPush();

    private Phase phase = Phase.NEW;
    private Instant now;
    private Optional<Caller> caller = Optional.empty();

    /** A token being looked at, and one that came meanwhile. */
    private boolean authenticating;

    private Optional<String> nextToken = Optional.empty();
    private Optional<Instant> nextTokenAt = Optional.empty();

    /** After which cursor of which epoch the next event comes, as far as that is known. */
    private Optional<Cursor> last = Optional.empty();

    private Optional<Epoch> epoch = Optional.empty();

    /** The session at the inbox. */
    private int opening;

    private Optional<Slot> slot = Optional.empty();
    private boolean answered;
    private Optional<Instant> openingSince = Optional.empty();
    private Instant openAgainAt = Instant.MAX;
    private int gaps;

    /** What the client has been told. */
    private boolean toldReady;

    private boolean owesCaughtUp;
    private boolean catchingUp;
    private Optional<Instant> behindSince = Optional.empty();

    private Instant pingAt;
    private int pingsUnanswered;

    Connection(SocketId id, Limits limits, Port port, Instant now) {
        this.id = id;
        this.limits = limits;
        this.port = port;
        this.now = now;
        this.helloDueAt = now.plus(limits.hello());
        this.frames = new TokenBucket(limits.framesPerSecond(), limits.framesBurst(), now);
        this.pingAt = now.plus(limits.pingInterval());
    }

    // --- what the client does

    void frame(String text, Instant at) {
        if (!takes(at)) {
            return;
        }
        try {
            ClientFrames.parse(text).accept(onFrame);
        } catch (ProtocolException e) {
            violated(e);
        }
    }

    /** Whether one more frame of the client, of whatever kind, is looked at; if there were too many the socket is closed. */
    boolean takes(Instant at) {
        if (isClosed()) {
            return false;
        }
        now = at;
        if (!frames.take(now)) {
            close(CloseCode.TOO_MANY_FRAMES, "too many frames");
        }
        return !isClosed();
    }

    /** The client broke the protocol below the level of frames of text. */
    void violated(ProtocolException how) {
        close(how.code(), how.getMessage());
    }

    void pong() {
        pingsUnanswered = 0;
    }

    /** What was sent has been read by half, after {@link Port#send} had no room. */
    void drained(Instant at) {
        now = at;
        if (behindSince.isPresent() && !isClosed()) {
            behindSince = Optional.empty();
            open();
        }
    }

    /** The connection is gone, whoever ended it. */
    void gone() {
        if (!isClosed()) {
            phase = Phase.CLOSED;
            closeSession();
        }
    }

    // --- what the gateway does

    void authenticated(Caller who, Instant at) {
        if (isClosed()) {
            return;
        }
        now = at;
        authenticating = false;
        if (caller.isPresent() && !isSameSession(caller.get(), who)) {
            close(CloseCode.TOKEN_INVALID, "token of another session");
            return;
        }
        caller = Optional.of(who);
        if (phase == Phase.ENTERING) {
            phase = Phase.ENTERED;
            open();
        }
        authenticateNext();
    }

    void notAuthenticated() {
        close(CloseCode.TOKEN_INVALID, "token invalid or expired");
    }

    /** Whether the token is good can't be found out now: who is in stays, as long as the old token lasts. */
    void authenticationUnavailable(String token, Instant at) {
        if (isClosed()) {
            return;
        }
        now = at;
        if (phase == Phase.ENTERING) {
            close(CloseCode.UNAVAILABLE, "try again later");
            return;
        }
        authenticating = false;
        if (nextToken.isEmpty()) {
            nextToken = Optional.of(token);
        }
        nextTokenAt = Optional.of(now.plusSeconds(1));
    }

    void appendFailed(InboxCommand command, Instant at) {
        if (!isClosed() && command instanceof OpenSession open && open.opening() == opening && !answered) {
            now = at;
            openAgainAt = now.plusSeconds(1);
        }
    }

    void push(Push push, Instant at) {
        if (isClosed()) {
            return;
        }
        now = at;
        boolean current = push.target().opening() == opening;
        if (push instanceof Push.Close || (current && behindSince.isEmpty())) {
            push.accept(onPush);
        }
    }

    /** The slot belongs to another gateway now. */
    void slotLost(Slot lost, Instant at) {
        if (isClosed() || !slot.equals(Optional.of(lost))) {
            return;
        }
        now = at;
        if (behindSince.isPresent()) {
            slot = Optional.empty();
        } else {
            open();
        }
    }

    /** There is a slot for those who wait for one. */
    void slotGained(Instant at) {
        if (phase == Phase.ENTERED && slot.isEmpty() && behindSince.isEmpty()) {
            now = at;
            open();
        }
    }

    void tick(Instant at) {
        if (isClosed()) {
            return;
        }
        now = at;
        if (phase == Phase.NEW && !now.isBefore(helloDueAt)) {
            close(CloseCode.HELLO_TOO_LATE, "no hello");
        } else if (caller.isPresent() && !now.isBefore(caller.get().until())) {
            close(CloseCode.TOKEN_INVALID, "token expired");
        } else if (isPast(behindSince, limits.drain())) {
            close(CloseCode.TOO_SLOW, "too slow");
        } else if (isPast(openingSince, limits.opening())) {
            close(CloseCode.UNAVAILABLE, "try again later");
        } else {
            tickOn();
        }
    }

    private void tickOn() {
        if (nextTokenAt.isPresent() && !now.isBefore(nextTokenAt.get())) {
            authenticateNext();
        }
        if (!now.isBefore(openAgainAt)) {
            open();
        }
        if (!now.isBefore(pingAt)) {
            if (pingsUnanswered == MOST_PINGS_UNANSWERED) {
                close(CloseCode.TOO_SLOW, "no answer to pings");
                return;
            }
            pingsUnanswered++;
            pingAt = now.plus(limits.pingInterval());
            port.ping();
        }
    }

    /** This gateway is going; the client is to come back to another one after a while. */
    void going(Duration reconnectAfter) {
        if (!isClosed()) {
            port.send(ServerFrames.going(reconnectAfter));
            close(CloseCode.GOING, "going");
        }
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    // --- the session at the inbox

    /** Opens the session, for the first time or after the last cursor that the client has. */
    private void open() {
        answered = false;
        if (openingSince.isEmpty()) {
            openingSince = Optional.of(now);
        }
        slot = port.slot();
        openAgainAt = slot.isPresent() ? now.plus(limits.answer()) : Instant.MAX;
        slot.ifPresent(owned -> port.append(new OpenSession(
                caller.orElseThrow().userId(), id, caller.orElseThrow().sessionId(), owned, ++opening, last, epoch)));
    }

    private void openAfterGap() {
        if (++gaps > MOST_GAPS) {
            close(CloseCode.UNAVAILABLE, "try again later");
        } else {
            open();
        }
    }

    private void closeSession() {
        if (opening > 0) {
            port.append(new CloseSession(caller.orElseThrow().userId(), id, opening));
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
            close(CloseCode.TOO_SLOW, "too slow");
        }
        return false;
    }

    private void close(CloseCode code, String reason) {
        if (!isClosed()) {
            phase = Phase.CLOSED;
            closeSession();
            port.close(code, reason);
        }
    }

    private void authenticateNext() {
        nextTokenAt = Optional.empty();
        if (nextToken.isPresent() && !authenticating) {
            String token = nextToken.get();
            nextToken = Optional.empty();
            authenticating = true;
            port.authenticate(token);
        }
    }

    private boolean isPast(Optional<Instant> since, Duration most) {
        return since.isPresent() && !now.isBefore(since.get().plus(most));
    }

    private static boolean isSameSession(Caller one, Caller other) {
        return one.userId().equals(other.userId()) && one.sessionId().equals(other.sessionId());
    }

    private final class OnFrame implements ClientFrame.Visitor<Void> {
        @Override
        public Void hello(ClientFrame.Hello frame) {
            if (phase != Phase.NEW) {
                close(CloseCode.PROTOCOL_ERROR, "second hello");
                return null;
            }
            phase = Phase.ENTERING;
            last = frame.since();
            epoch = frame.epoch();
            owesCaughtUp = frame.since().isPresent();
            authenticating = true;
            port.authenticate(frame.accessToken());
            return null;
        }

        @Override
        public Void token(ClientFrame.Token frame) {
            if (mustHaveSaidHello()) {
                nextToken = Optional.of(frame.accessToken());
                authenticateNext();
            }
            return null;
        }

        @Override
        public Void ping(ClientFrame.Ping frame) {
            if (mustHaveSaidHello() && !port.send(ServerFrames.PONG)) {
                close(CloseCode.TOO_SLOW, "too slow");
            }
            return null;
        }

        /** Nothing acts on it yet: delivery receipts will. */
        @Override
        public Void ack(ClientFrame.Ack frame) {
            mustHaveSaidHello();
            return null;
        }

        /** Nothing acts on it yet: the topology of typing and presence will. */
        @Override
        public Void typing(ClientFrame.Typing frame) {
            mustHaveSaidHello();
            return null;
        }

        /** Nothing acts on it yet: the topology of typing and presence will. */
        @Override
        public Void watch(ClientFrame.Watch frame) {
            mustHaveSaidHello();
            return null;
        }

        private boolean mustHaveSaidHello() {
            if (phase == Phase.NEW) {
                close(CloseCode.PROTOCOL_ERROR, "hello must be first");
            }
            return phase != Phase.CLOSED;
        }
    }

    private final class OnPush implements Push.Visitor<Void> {
        @Override
        public Void ready(Push.Ready push) {
            answered = true;
            openingSince = Optional.empty();
            openAgainAt = Instant.MAX;
            if (!toldReady) {
                // What a later opening answers is told by a resync alone: the client's cursor holds until then.
                toldReady = true;
                catchingUp = owesCaughtUp;
                last = Optional.of(push.cursor());
                epoch = Optional.of(push.epoch());
                send(ServerFrames.ready(caller.orElseThrow(), push, limits.pingInterval()));
            } else {
                catchingUp = true;
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
                last = Optional.of(push.cursor());
                epoch = Optional.of(push.epoch());
            }
            return null;
        }

        @Override
        public Void close(Push.Close push) {
            phase = Phase.CLOSED;
            if (push.target().opening() != opening) {
                // The inbox forgot an older opening and will meet, or has met, this one.
                closeSession();
            }
            switch (push.reason()) {
                case TOO_MANY_SOCKETS -> port.close(CloseCode.TOO_MANY_SOCKETS, "too many sockets");
                case LOGGED_OUT -> port.close(CloseCode.LOGGED_OUT, "logged out");
            }
            return null;
        }
    }
}
