package io.confab.load.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * A live socket of somebody who only listens, for measurements with many of them: it hands each frame on with the time at
 * which it was whole, in the thread that read it, and keeps none.
 */
public final class Feed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BiConsumer<JsonNode, Long> listener;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private WebSocket webSocket;
    private volatile int closeCode;

    private Feed(BiConsumer<JsonNode, Long> listener) {
        this.listener = listener;
    }

    /** Returns when the gateway is {@code ready}. {@code listener} gets frames with their {@link System#nanoTime}. */
    public static Feed open(Api api, Person person, BiConsumer<JsonNode, Long> listener) {
        var feed = new Feed(listener);
        feed.webSocket = api.http()
                .newWebSocketBuilder()
                .subprotocols("confab.v1")
                .connectTimeout(PATIENCE)
                .buildAsync(api.socket(), feed.new Listener())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        var hello = Map.of("type", "hello", "accessToken", person.token().orElseThrow());
        feed.webSocket
                .sendText(Json.write(hello), true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        feed.ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return feed;
    }

    /** 0 while it is open; 1006 where the connection broke. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        webSocket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                long at = System.nanoTime();
                var frame = parse(text.toString());
                text.setLength(0);
                if (frame.path("type").asText().equals("ready")) {
                    ready.complete(null);
                }
                listener.accept(frame, at);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closeCode = code;
            ready.completeExceptionally(new IllegalStateException("closed with " + code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closeCode = 1006;
            ready.completeExceptionally(error);
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
