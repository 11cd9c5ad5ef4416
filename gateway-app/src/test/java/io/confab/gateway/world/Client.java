package io.confab.gateway.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A user with a login, who speaks HTTP to one gateway. */
public final class Client {
    static final ObjectMapper JSON = Json.mapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final String userId;
    private final String token;

    /** An answer, read as JSON where there is any. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {
        public String text(String property) {
            return body.path(property).asText();
        }

        public Optional<String> retryAfter() {
            return headers.firstValue("Retry-After");
        }

        /** Fails the test unless the answer has this status. */
        public Answer must(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return this;
        }

        /** Fails the test unless the answer is this problem. */
        public Answer mustBe(int expected, String code) {
            must(expected);
            assertThat(headers.firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(text("code")).isEqualTo(code);
            return this;
        }
    }

    Client(int port, String userId, String token) {
        this.port = port;
        this.userId = userId;
        this.token = token;
    }

    public String userId() {
        return userId;
    }

    public String token() {
        return token;
    }

    /** The same user at another gateway. */
    public Client at(int otherPort) {
        return new Client(otherPort, userId, token);
    }

    public int port() {
        return port;
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer post(String path, Map<String, ?> body) {
        return call("POST", path, write(body));
    }

    public Answer postText(String path, String body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Map<String, ?> body) {
        return call("PUT", path, write(body));
    }

    public Answer put(String path) {
        return call("PUT", path, null);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    public Answer delete(String path, Map<String, ?> body) {
        return call("DELETE", path, write(body));
    }

    public Answer patch(String path, Map<String, ?> body) {
        return call("PATCH", path, write(body));
    }

    public Client withToken(String another) {
        return new Client(port, userId, another);
    }

    public Answer call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            var json = response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
            var answer = new Answer(response.statusCode(), json, response.headers());
            Contract.of(port).mustAllow(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String write(Object body) {
        return Json.write(body);
    }
}
