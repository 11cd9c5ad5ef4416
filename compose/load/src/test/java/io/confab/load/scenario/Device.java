package io.confab.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.load.client.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * One of somebody's devices, a good client: keeps the last cursor, and when its socket ends it comes back at another gateway
 * with that cursor, until it is {@link #cut}. Everything is recorded.
 */
final class Device implements AutoCloseable {

    private static final int PAUSE_MILLIS = 100;

    private final Actor owner;
    private final String name;
    private final List<JsonNode> events = new ArrayList<>();
    private Optional<Socket.Position> position;
    private Optional<Socket> socket = Optional.empty();
    private int gateway;
    private int sockets;
    private int lastCloseCode;
    private boolean isWanted;

    /** @param position from where it goes on; empty for live events only */
    Device(Actor owner, String name, Optional<Socket.Position> position) {
        this.owner = owner;
        this.name = name;
        this.position = position;
    }

    /** Connects to a gateway and stays connected, there or elsewhere; returns when it is ready. */
    Device connect(int toGateway) {
        synchronized (this) {
            isWanted = true;
            gateway = toGateway;
        }
        Awaitility.await("a socket for " + this).until(this::tryOnce);
        return this;
    }

    /** The connection breaks without a word, and nobody reconnects. */
    void cut() {
        Optional<Socket> cut;
        synchronized (this) {
            isWanted = false;
            cut = socket;
        }
        cut.ifPresent(Socket::close);
    }

    /** Breaks the connection and comes back at a gateway with the last cursor; returns when it is ready. */
    void reconnect(int toGateway) {
        cut();
        connect(toGateway);
    }

    synchronized Socket.Position position() {
        return position.orElseThrow(() -> new IllegalStateException(this + " was never ready"));
    }

    synchronized int lastCloseCode() {
        return lastCloseCode;
    }

    synchronized boolean isConnected() {
        return socket.isPresent() && socket.get().closeCode() == 0;
    }

    synchronized int gateway() {
        return gateway;
    }

    /** How often it was connected. */
    synchronized int sockets() {
        return sockets;
    }

    /** The socket it has now. */
    synchronized Socket socket() {
        return socket.orElseThrow(() -> new IllegalStateException(this + " was never connected"));
    }

    /** The durable events that it has seen, on whatever socket. */
    synchronized List<JsonNode> events() {
        return List.copyOf(events);
    }

    List<JsonNode> events(String type) {
        return events().stream()
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    /** The first durable event that matches, here already or yet to come. */
    JsonNode await(String what, Predicate<JsonNode> matches) {
        return Awaitility.await(what + " at " + this)
                .until(() -> events().stream().filter(matches).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** What came of a command. */
    JsonNode outcome(String commandId) {
        return await(
                "the outcome of " + commandId,
                event -> event.path("commandId").asText().equals(commandId));
    }

    void awaitText(String text) {
        await("'" + text + "'", event -> event.path("text").asText().equals(text));
    }

    void awaitClose(int code) {
        Awaitility.await("close " + code + " of " + this).until(this::lastCloseCode, seen -> seen == code);
    }

    @Override
    public void close() {
        cut();
    }

    @Override
    public String toString() {
        return owner.name() + "'s " + name;
    }

    private boolean tryOnce() {
        Optional<Socket.Position> since;
        int to;
        int number;
        synchronized (this) {
            if (!isWanted) {
                return true;
            }
            since = position;
            to = gateway;
            number = ++sockets;
        }
        var recorded = owner.recorder().connection(owner.userId(), name + " " + number + " at gateway " + to, since);
        try {
            var opened = owner.at(to).connect(since, new Ears(recorded, number));
            synchronized (this) {
                if (number == sockets) {
                    socket = Optional.of(opened);
                }
                if (isWanted && opened.closeCode() == 0) {
                    return true;
                }
            }
            opened.close();
        } catch (CompletionException | IllegalStateException e) {
            owner.remark("could not connect to gateway " + to);
        }
        synchronized (this) {
            gateway = owner.otherThan(to);
            return !isWanted;
        }
    }

    private void comeBack() {
        if (!tryOnce()) {
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::comeBack);
        }
    }

    /** Hears what one socket gets. */
    private final class Ears implements Socket.Observer {

        private final Socket.Observer recorded;
        private final int number;

        private Ears(Socket.Observer recorded, int number) {
            this.recorded = recorded;
            this.number = number;
        }

        @Override
        public void hello(long nanos) {
            recorded.hello(nanos);
        }

        @Override
        public void frame(Socket.Frame frame) {
            recorded.frame(frame);
            synchronized (Device.this) {
                if (frame.isDurableEvent()) {
                    events.add(frame.json());
                }
                boolean moves = frame.isDurableEvent()
                        || frame.type().equals("resync")
                        || (frame.type().equals("ready") && position.isEmpty());
                if (moves && number == sockets) {
                    String epoch = frame.json().has("epoch")
                            ? frame.json().path("epoch").asText()
                            : position().epoch();
                    position = Optional.of(new Socket.Position(frame.cursor().orElseThrow(), epoch));
                }
            }
        }

        @Override
        public void closed(int code) {
            recorded.closed(code);
            boolean comesBack;
            synchronized (Device.this) {
                lastCloseCode = code;
                // Logged out, replaced or with a bad token: a good client doesn't try again
                comesBack = isWanted
                        && number == sockets
                        && socket.isPresent()
                        && code != 4010
                        && code != 4009
                        && code != 4003;
                if (comesBack) {
                    gateway = owner.otherThan(gateway);
                }
            }
            if (comesBack) {
                ForkJoinPool.commonPool().execute(Device.this::comeBack);
            }
        }
    }
}
