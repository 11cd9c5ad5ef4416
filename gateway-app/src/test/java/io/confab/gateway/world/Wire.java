package io.confab.gateway.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A socket as a client sees it: everything that came, in order, and how it was closed. */
public final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Contract contract;
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private Wire(int port) {
        contract = Contract.of(port);
        socket = join(HTTP.newWebSocketBuilder()
                .subprotocols("confab.v1")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/socket"), new Listener()));
    }

    /** Connected, and silent. */
    public static Wire open(int port) {
        return new Wire(port);
    }

    /** Live, without a replay. */
    public static Wire hello(Client client) {
        var wire = open(client.port());
        wire.say(Map.of("type", "hello", "accessToken", client.token()));
        wire.await("ready");
        return wire;
    }

    /** Said hello with a cursor; nothing awaited. */
    public static Wire resume(Client client, long since, String epoch) {
        var wire = open(client.port());
        wire.say(Map.of("type", "hello", "accessToken", client.token(), "since", since, "epoch", epoch));
        return wire;
    }

    public void say(Map<String, ?> frame) {
        sayText(Json.write(new LinkedHashMap<>(frame)));
    }

    public void sayText(String text) {
        join(socket.sendText(text, true));
    }

    public WebSocket raw() {
        return socket;
    }

    public List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    public List<JsonNode> events() {
        return frames.stream().filter(frame -> frame.has("at")).toList();
    }

    public List<JsonNode> events(String type) {
        return events().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    public JsonNode await(String type) {
        return await(frame -> frame.path("type").asText().equals(type));
    }

    /** What came of a command. */
    public JsonNode awaitCommand(String commandId) {
        return await(frame -> frame.path("commandId").asText().equals(commandId));
    }

    public JsonNode await(Predicate<JsonNode> wanted) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
            if (closed.isDone() && frames.stream().noneMatch(wanted)) {
                throw new IllegalStateException("closed: " + closed.get() + " after " + frames);
            }
            return frames.stream().anyMatch(wanted);
        });
        return frames.stream().filter(wanted).findFirst().orElseThrow();
    }

    public String awaitClose() {
        try {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not closed; had " + frames, e);
        }
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** Fails if anything came that the protocol's document doesn't allow for. */
    @Override
    public void close() {
        if (!closed.isDone()) {
            socket.abort();
        }
        assertThat(faults).as("frames that are not documented").isEmpty();
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    var frame = Client.JSON.readTree(text.toString());
                    faults.addAll(contract.faults(frame));
                    frames.add(frame);
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete("error " + error);
        }
    }
}
