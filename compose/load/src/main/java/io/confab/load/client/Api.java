package io.confab.load.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.confab.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The HTTP half of the public interface, as any client uses it. Safe for use by many threads. */
public final class Api {

    static final ObjectMapper JSON = Json.mapper();

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param base the gateway, such as {@code http://127.0.0.1:8080} */
    public Api(URI base) {
        this.base = base;
    }

    /** What a call was answered. {@code body} is a missing node where there is none. */
    public record Answer(int status, JsonNode body) {

        /** The body of an answer of one of these kinds; anything else is an {@link IllegalStateException} that shows it. */
        public JsonNode orFail(int... expected) {
            for (int one : expected) {
                if (one == status) {
                    return body;
                }
            }
            throw new IllegalStateException("answered " + status + " " + body);
        }
    }

    public Answer get(String path, Optional<String> token) {
        return call("GET", path, token, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, Optional<String> token, Object body) {
        return call("POST", path, token, HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }

    public Answer put(String path, Optional<String> token, Object body) {
        return call("PUT", path, token, HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }

    public Answer patch(String path, Optional<String> token, Object body) {
        return call("PATCH", path, token, HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }

    public Answer delete(String path, Optional<String> token) {
        return call("DELETE", path, token, HttpRequest.BodyPublishers.noBody());
    }

    /** {@code DELETE} with a body, as for the end of an account. */
    public Answer delete(String path, Optional<String> token, Object body) {
        return call("DELETE", path, token, HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }

    /** The gateway. */
    public URI base() {
        return base;
    }

    HttpClient http() {
        return http;
    }

    URI socket() {
        return URI.create(base.toString().replaceFirst("^http", "ws") + "/v1/socket");
    }

    /** Throws {@link UncheckedIOException} where the gateway can't be reached or doesn't answer within 15 s. */
    private Answer call(String method, String path, Optional<String> token, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .method(method, body);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base.resolve(path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    private static JsonNode parse(String body) throws JsonProcessingException {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    }
}
