package io.confab.load.client;

import io.confab.schemas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Says things without waiting for answers, over connections that are kept. Safe for use by many threads. */
public final class Talk {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient http;

    /** @param base the gateway, such as {@code http://127.0.0.1:8080} */
    public Talk(URI base, Executor executor) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .executor(executor)
                .build();
    }

    /** The status of the answer; 0 where there was none within 30 s. */
    public CompletableFuture<Integer> say(Person speaker, String conversationId, UUID clientMessageId, String text) {
        var body = Json.write(Map.of("clientMessageId", clientMessageId, "text", text));
        var request = HttpRequest.newBuilder(base.resolve("/v1/conversations/" + conversationId + "/messages"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + speaker.token().orElseThrow())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null ? answer.statusCode() : 0);
    }
}
