package io.confab.gateway.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the gateway's own documents promise. Every answer and every frame that a test gets is held against it, so a route that
 * does more than its operation says doesn't stay unnoticed.
 */
public final class Contract {
    /** What the frame of the server refuses, whatever the route. */
    private static final Set<String> OF_ANY_REQUEST = Set.of("body_too_large", "malformed_request");

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static Contract shared;

    private final JsonNode http;
    private final JsonNode socket;

    private Contract(JsonNode http, JsonNode socket) {
        this.http = http;
        this.socket = socket;
    }

    /** Of the gateway at {@code port}; all gateways of a JVM have one. */
    public static synchronized Contract of(int port) {
        if (shared == null) {
            shared = new Contract(fetch(port, "/openapi.json"), fetch(port, "/asyncapi.json"));
        }
        return shared;
    }

    public JsonNode http() {
        return http;
    }

    public JsonNode socket() {
        return socket;
    }

    /** Fails unless the document allows for this answer. */
    void mustAllow(String method, String pathAndQuery, Client.Answer answer) {
        String path = pathAndQuery.split("\\?", 2)[0];
        var template = template(path);
        if (template.isEmpty()) {
            assertThat(answer.status()).as("%s is not documented", path).isEqualTo(404);
            return;
        }
        var operation = http.get("paths").get(template.get()).get(method.toLowerCase(Locale.ROOT));
        String call = method + " " + template.get();
        if (operation == null) {
            assertThat(answer.status()).as("%s is not documented", call).isEqualTo(405);
            return;
        }
        var response = operation.get("responses").get(Integer.toString(answer.status()));
        if (response == null) {
            assertThat(OF_ANY_REQUEST)
                    .as("%s answers %s, which is not documented", call, answer.body())
                    .contains(answer.text("code"));
            return;
        }
        var content = response.path("content").properties();
        if (content.isEmpty()) {
            assertThat(answer.body().isNull()).as("%s has no body", call).isTrue();
        }
        for (var one : content) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(one.getKey());
            if (one.getKey().endsWith("json")) {
                assertThat(faults(http, one.getValue().get("schema"), answer.body()))
                        .as("%s answers %s", call, answer.body())
                        .isEmpty();
            }
        }
    }

    /** What is wrong with a frame that the server sent; empty if nothing is. */
    List<String> faults(JsonNode frame) {
        String type = frame.path("type").asText();
        var sent = "#/channels/socket/messages/" + type;
        boolean known = socket.at("/operations/sendFrames/messages")
                .findValuesAsText("$ref")
                .contains(sent);
        return known
                ? faults(
                        socket,
                        socket.get("components").get("messages").get(type).get("payload"),
                        frame)
                : List.of(type + " is not documented");
    }

    private static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.get("components"));
        return SCHEMAS.getSchema(whole).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    /** The documented path that this is one of; what has fewer parameters is meant first. */
    private Optional<String> template(String path) {
        return http.get("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> path.matches(template.replace(".", "\\.").replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparing(
                        template -> template.chars().filter(c -> c == '{').count()));
    }

    private static JsonNode fetch(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try {
            return Client.JSON.readTree(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
