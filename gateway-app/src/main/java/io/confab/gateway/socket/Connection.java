package io.confab.gateway.socket;

import io.confab.gateway.http.Caller;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The protocol of one socket, from its hello to its close: frames, pushes and time come in; frames, commands and a close go
 * out by its {@link Port}. It has neither a clock nor a thread nor a network of its own. What the client says, its tokens and
 * its pings are seen to here; what it is told of its inbox, by its {@link InboxSession}. Not thread-safe.
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

        /** Sends a frame that may be lost, unless much waits already. */
        void sendEphemeral(String frame);

        /** The user is writing. May be lost. */
        void typing(UserId user, ConversationId conversation);

        /** The user's device has the messages up to {@code seq}. May be lost. */
        void delivered(UserId user, ConversationId conversation, Seq seq);

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
     * @param presence how often what is asked and told of those whom the client watches
     */
    record Limits(
            Duration hello,
            Duration answer,
            Duration opening,
            Duration drain,
            Duration pingInterval,
            int framesPerSecond,
            int framesBurst,
            PresenceWatch.Pace presence) {}

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

    private Phase phase = Phase.NEW;
    private Instant now;
    private Optional<Caller> caller = Optional.empty();

    /** A token being looked at, and one that came meanwhile. */
    private boolean authenticating;

    private Optional<String> nextToken = Optional.empty();
    private Optional<Instant> nextTokenAt = Optional.empty();

    /** What the user's profile lets others know. */
    private Optional<ShowsPresence> shows = Optional.empty();

    /** Whom the client wants to see, if it said so before it was known who it is. */
    private Optional<ClientFrame.Watch> wanted = Optional.empty();

    /** From where the client wants its events. */
    private Optional<ClientFrame.Hello> hello = Optional.empty();

    private Optional<InboxSession> session = Optional.empty();

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
        live().ifPresent(inbox -> inbox.drained(at));
    }

    /** The connection is gone, whoever ended it. */
    void gone() {
        if (!isClosed()) {
            phase = Phase.CLOSED;
            session.ifPresent(inbox -> inbox.end(Optional.empty()));
        }
    }

    // --- what the gateway does

    /** @param presence what the user's profile lets others know, where it can be read now */
    void authenticated(Caller who, Optional<ShowsPresence> presence, Instant at) {
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
        shows = presence;
        if (phase == Phase.ENTERING) {
            phase = Phase.ENTERED;
            enter(who);
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
        live().ifPresent(inbox -> inbox.appendFailed(command, at));
    }

    void push(Push push, Instant at) {
        live().ifPresent(inbox -> inbox.push(push, at));
    }

    /** The slot belongs to another gateway now. */
    void slotLost(Slot lost, Instant at) {
        live().ifPresent(inbox -> inbox.slotLost(lost, at));
    }

    /** There is a slot for those who wait for one. */
    void slotGained(Instant at) {
        live().ifPresent(inbox -> inbox.slotGained(at));
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
        } else {
            live().ifPresent(inbox -> inbox.tick(now));
            tickOn();
        }
    }

    private void tickOn() {
        if (isClosed()) {
            return;
        }
        if (nextTokenAt.isPresent() && !now.isBefore(nextTokenAt.get())) {
            authenticateNext();
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

    private Optional<InboxSession> live() {
        return isClosed() ? Optional.empty() : session;
    }

    private void enter(Caller who) {
        var inbox = new InboxSession(id, who, hello.orElseThrow(), shows, limits, port, this::close, now);
        session = Optional.of(inbox);
        inbox.open(now);
        wanted.ifPresent(frame -> inbox.watch(frame.userIds(), now));
    }

    private void close(CloseCode code, String reason) {
        if (!isClosed()) {
            phase = Phase.CLOSED;
            session.ifPresent(inbox -> inbox.end(code.endedBy()));
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
            hello = Optional.of(frame);
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

        @Override
        public Void ack(ClientFrame.Ack frame) {
            if (mustHaveSaidHello()) {
                session.ifPresent(inbox -> inbox.acknowledged(frame.cursor(), now));
            }
            return null;
        }

        /** Of who is not known yet it is let go: it may be lost. */
        @Override
        public Void typing(ClientFrame.Typing frame) {
            if (mustHaveSaidHello() && phase == Phase.ENTERED) {
                port.typing(caller.orElseThrow().userId(), frame.conversationId());
            }
            return null;
        }

        @Override
        public Void watch(ClientFrame.Watch frame) {
            if (mustHaveSaidHello()) {
                wanted = Optional.of(frame);
                session.ifPresent(inbox -> inbox.watch(frame.userIds(), now));
            }
            return null;
        }

        private boolean mustHaveSaidHello() {
            if (phase == Phase.NEW) {
                close(CloseCode.PROTOCOL_ERROR, "hello must be first");
            }
            return phase != Phase.CLOSED;
        }
    }
}
