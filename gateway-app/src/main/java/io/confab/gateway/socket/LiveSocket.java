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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Frame;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on a real network: hands it what Jetty, the push consumer and the clock bring, one at a time, and carries out
 * what it says. Safe for any thread; nothing here waits. Public for Jetty alone, which calls it by reflection.
 */
public final class LiveSocket implements Session.Listener.AutoDemanding, Connection.Port, SendQueue.Listener {
    private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);

    /** How long a client may take to read what is left and to say goodbye. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /** Bytes of a frame that a client may send, and of a message that it sends in several. */
    static final int LARGEST_MESSAGE = 64 * 1024;

    private final SocketId id;
    private final Sockets sockets;
    private final InstantSource clock;
    private final SendQueue queue;
    private final Connection connection;
    private final IncomingText incoming = new IncomingText(LARGEST_MESSAGE);
    private Optional<Session> session = Optional.empty();
    private Optional<Instant> disconnectAt = Optional.empty();

    LiveSocket(SocketId id, Connection.Limits limits, int sendQueueBytes, Sockets sockets, InstantSource clock) {
        this.id = id;
        this.sockets = sockets;
        this.clock = clock;
        this.queue = new SendQueue(sendQueueBytes, this::write, this);
        this.connection = new Connection(id, limits, this, clock.instant());
    }

    SocketId id() {
        return id;
    }

    long queuedBytes() {
        return queue.bytes();
    }

    // --- from Jetty

    @Override
    public synchronized void onWebSocketOpen(Session opened) {
        session = Optional.of(opened);
        sockets.add(this);
    }

    @Override
    public synchronized void onWebSocketFrame(Frame frame, Callback callback) {
        try {
            switch (frame.getType()) {
                case TEXT ->
                    incoming.add(true, frame.isFin(), frame.getPayload()).ifPresent(this::received);
                case CONTINUATION -> more(frame);
                case BINARY -> throw new ProtocolException("binary frame");
                case PING -> pong(frame.getPayload());
                case PONG -> connection.pong();
                default -> log.trace("Jetty answers a close itself");
            }
        } catch (ProtocolException e) {
            connection.violated(e);
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("Socket {} failed: {}", id, cause.toString());
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        synchronized (this) {
            if (!connection.isClosed()) {
                sockets.countClosedByPeer(code);
            }
            connection.gone();
        }
        sockets.remove(this);
        callback.succeed();
    }

    // --- from the gateway

    synchronized void push(Push push) {
        connection.push(push, clock.instant());
    }

    synchronized void slotLost(Slot slot) {
        connection.slotLost(slot, clock.instant());
    }

    synchronized void slotGained() {
        connection.slotGained(clock.instant());
    }

    synchronized void tick() {
        var now = clock.instant();
        connection.tick(now);
        if (disconnectAt.isPresent() && !now.isBefore(disconnectAt.get())) {
            session.ifPresent(Session::disconnect);
        }
    }

    synchronized void going(Duration reconnectAfter) {
        connection.going(reconnectAfter);
    }

    synchronized void authenticated(Caller caller, Optional<ShowsPresence> presence) {
        connection.authenticated(caller, presence, clock.instant());
    }

    synchronized void notAuthenticated() {
        connection.notAuthenticated();
    }

    synchronized void authenticationUnavailable(String token) {
        connection.authenticationUnavailable(token, clock.instant());
    }

    synchronized void appendFailed(InboxCommand command) {
        connection.appendFailed(command, clock.instant());
    }

    // --- from the connection

    @Override
    public Optional<Slot> slot() {
        return sockets.slot();
    }

    @Override
    public void authenticate(String accessToken) {
        sockets.authenticate(this, accessToken);
    }

    @Override
    public void append(InboxCommand command) {
        sockets.append(this, command);
    }

    @Override
    public boolean send(String frame) {
        return queue.offer(frame);
    }

    @Override
    public void sendEphemeral(String frame) {
        queue.offerEphemeral(frame);
    }

    @Override
    public void typing(UserId user, ConversationId conversation) {
        sockets.typing(user, conversation);
    }

    @Override
    public void delivered(UserId user, ConversationId conversation, Seq seq) {
        sockets.delivered(user, conversation, seq);
    }

    @Override
    public void ping() {
        session.ifPresent(open -> open.sendPing(ByteBuffer.allocate(0), Callback.from(() -> {}, this::broken)));
    }

    @Override
    public void close(CloseCode code, String reason) {
        sockets.countClosed(code);
        disconnectAt = Optional.of(clock.instant().plus(FAREWELL));
        boolean discard = code == CloseCode.TOO_SLOW;
        queue.close(
                discard,
                () -> session.ifPresent(
                        open -> open.close(code.number(), reason, Callback.from(() -> {}, this::broken))));
    }

    // --- from the queue

    @Override
    public synchronized void drained() {
        connection.drained(clock.instant());
    }

    @Override
    public void broken(Throwable cause) {
        log.debug("Socket {} can't be written to: {}", id, cause.toString());
        session.ifPresent(Session::disconnect);
    }

    private void more(Frame frame) throws ProtocolException {
        if (connection.takes(clock.instant())) {
            incoming.add(false, frame.isFin(), frame.getPayload()).ifPresent(this::received);
        }
    }

    /** Jetty takes the buffer back when the frame has been dealt with, and the pong may leave later. */
    private void pong(ByteBuffer payload) {
        if (connection.takes(clock.instant())) {
            var copy = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
            session.ifPresent(open -> open.sendPong(copy, Callback.from(() -> {}, this::broken)));
        }
    }

    private void received(String text) {
        connection.frame(text, clock.instant());
    }

    private void write(String frame, Runnable sent, Consumer<Throwable> failed) {
        session.orElseThrow().sendText(frame, Callback.from(sent, failed));
    }
}
