package io.confab.load.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The WebSocket half of the public interface: it says hello and keeps all frames that come, each with its time. */
public final class Socket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Frame> frames = new ArrayList<>();
    private final Observer observer;
    private int closeCode;
    private WebSocket webSocket;

    private Socket(Observer observer) {
        this.observer = observer;
    }

    /** Told what comes, on the thread on which it came and in its order. */
    public interface Observer {

        /** Hello is about to be said. */
        default void hello(long nanos) {}

        default void frame(Frame frame) {}

        /** It has ended, with a close code or with 1006 where the connection broke. */
        default void closed(int code) {}
    }

    /** A frame as it came. {@code arrivedNanos} is {@link System#nanoTime} when it was whole. */
    public record Frame(JsonNode json, long arrivedNanos) {

        public String type() {
            return json.path("type").asText();
        }

        public Optional<Long> cursor() {
            return json.has("cursor") ? Optional.of(json.path("cursor").asLong()) : Optional.empty();
        }

        /** Whether it is an event with a place in the inbox. */
        public boolean isDurableEvent() {
            return json.has("cursor") && json.has("at");
        }
    }

    /** Where a client was in its inbox. */
    public record Position(long cursor, String epoch) {}

    static Socket open(Api api, String accessToken, Optional<Position> since) {
        return open(api, accessToken, since, new Observer() {});
    }

    static Socket open(Api api, String accessToken, Optional<Position> since, Observer observer) {
        var socket = new Socket(observer);
        socket.webSocket = api.http()
                .newWebSocketBuilder()
                .subprotocols("confab.v1")
                .connectTimeout(Duration.ofSeconds(5))
                .buildAsync(api.socket(), socket.new Listener())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        var hello = new LinkedHashMap<String, Object>();
        hello.put("type", "hello");
        hello.put("accessToken", accessToken);
        since.ifPresent(position -> {
            hello.put("since", position.cursor());
            hello.put("epoch", position.epoch());
        });
        observer.hello(System.nanoTime());
        try {
            socket.send(hello);
            socket.await(frame -> frame.path("type").asText().equals("ready"));
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    /** Sends a frame; returns when it is on its way. */
    public void send(Object frame) {
        webSocket
                .sendText(Json.write(frame), true)
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    /** The first frame that matches, come already or yet to come; throws {@link IllegalStateException} after 30 s. */
    public Frame await(Predicate<JsonNode> matches) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            int looked = 0;
            while (true) {
                for (; looked < frames.size(); looked++) {
                    if (matches.test(frames.get(looked).json())) {
                        return frames.get(looked);
                    }
                }
                if (closeCode != 0 || left <= 0) {
                    throw new IllegalStateException(
                            "the frame did not come; close code " + closeCode + ", frames " + frames.size());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a frame", e);
        } finally {
            lock.unlock();
        }
    }

    /** All frames so far, in the order in which they came. */
    public List<Frame> frames() {
        lock.lock();
        try {
            return List.copyOf(frames);
        } finally {
            lock.unlock();
        }
    }

    /** The last cursor seen, to resume from. */
    public Position position() {
        var ready = await(frame -> frame.path("type").asText().equals("ready"));
        long cursor = frames().stream()
                .flatMap(frame -> frame.cursor().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        return new Position(cursor, ready.json().path("epoch").asText());
    }

    /** 0 while it is open; 1006 where the connection broke. */
    public int closeCode() {
        lock.lock();
        try {
            return closeCode;
        } finally {
            lock.unlock();
        }
    }

    /** The close code, when it has come; throws {@link IllegalStateException} after 30 s. */
    public int awaitClose() {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (closeCode == 0) {
                if (left <= 0) {
                    throw new IllegalStateException("it was not closed");
                }
                left = changed.awaitNanos(left);
            }
            return closeCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the close", e);
        } finally {
            lock.unlock();
        }
    }

    /** Cuts the connection without a word. */
    @Override
    public void close() {
        webSocket.abort();
    }

    private void update(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var frame = new Frame(parse(text.toString()), System.nanoTime());
                text.setLength(0);
                observer.frame(frame);
                update(() -> frames.add(frame));
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            observer.closed(code);
            update(() -> closeCode = code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            observer.closed(1006);
            update(() -> closeCode = 1006);
        }

        private JsonNode parse(String json) {
            try {
                return Api.JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a frame that is no JSON: " + json, e);
            }
        }
    }
}
