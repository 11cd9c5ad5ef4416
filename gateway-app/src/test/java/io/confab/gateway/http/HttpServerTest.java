package io.confab.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.Unavailable;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.setting.Settings;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every client meets, whichever feature it calls; over real HTTP. */
class HttpServerTest {
    private static final UserId ANN = new UserId(UUID.fromString("01900000-0000-7000-8000-00000000000a"));
    private static final SessionId SESSION = new SessionId(UUID.fromString("01900000-0000-7000-8000-00000000000b"));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static HttpServer server;

    /** A feature that echoes what it reads, and fails in the ways in which features fail. */
    private static final class Echo {
        record Body(String text, Integer number, List<String> tags, Inner inner) {}

        record Inner(boolean flag) {}

        void addTo(RoutesConfig routes) {
            routes.post(
                    "/v1/echo",
                    ctx -> ctx.json(Bodies.read(ctx, Body.class)),
                    Access.ANYONE,
                    RateLimit.NONE,
                    operation("echo1"));
            routes.get(
                    "/v1/secret",
                    ctx -> ctx.json(Caller.of(ctx).userId()),
                    Access.USER,
                    RateLimit.READS,
                    operation("echo2"));
            routes.post(
                    "/v1/secret",
                    ctx -> ctx.json(Caller.of(ctx).userId()),
                    Access.USER,
                    RateLimit.MESSAGES,
                    operation("echo3"));
            routes.get(
                    "/v1/things/{id}",
                    ctx -> ctx.json(PathIds.read(ctx, "id", UserId::of)),
                    Access.ANYONE,
                    RateLimit.NONE,
                    operation("echo4"));
            routes.get(
                    "/v1/bug",
                    ctx -> {
                        throw new IllegalStateException("jdbc:postgresql://db.internal");
                    },
                    Access.ANYONE,
                    RateLimit.NONE,
                    operation("echo5"));
            routes.get(
                    "/v1/error",
                    ctx -> {
                        throw new AssertionError("db.internal");
                    },
                    Access.ANYONE,
                    RateLimit.NONE,
                    operation("echo6"));
            routes.get(
                    "/v1/away",
                    ctx -> {
                        throw new Unavailable("db.internal", null);
                    },
                    Access.ANYONE,
                    RateLimit.NONE,
                    operation("echo7"));
            routes.get("/v1/page", ctx -> ctx.json(Paging.of(ctx)), Access.ANYONE, RateLimit.NONE, operation("echo8"));
        }
    }

    @BeforeAll
    static void start() {
        server = start(new Echo()::addTo);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpServer start(Consumer<RoutesConfig> feature) {
        var settings = Settings.of(Map.of(
                "confab.gateway.host", "127.0.0.1",
                "confab.gateway.port", "0",
                "confab.gateway.allowed-origins", "https://chat.example.org",
                "confab.gateway.limit.messages.burst", "2",
                "confab.gateway.limit.messages.every", "1h"));
        Authenticator authenticator = token -> {
            if (token.equals("anns-token")) {
                return new Caller(ANN, SESSION, Instant.parse("2030-01-01T00:15:00Z"));
            }
            throw Problem.of(Code.INVALID_TOKEN);
        };
        return HttpServer.start(
                settings,
                authenticator,
                new RateLimits(settings, new SimpleMeterRegistry()),
                List.of(feature),
                sockets -> {});
    }

    @Test
    void a_body_is_read_and_unknown_properties_are_ignored() {
        var answer = post("/v1/echo", "{\"text\":\"hé 😀\",\"unknown\":{\"a\":[1]}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("text").asText()).isEqualTo("hé 😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":",
                "",
                "{\"text\":\"a\"} {}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{'text':'a'}",
                "{\"text\":\"a\",}",
                "{\"number\":NaN}",
                "{\"unknown\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"
            })
    void what_is_not_one_json_value_is_400(String body) {
        assertProblem(post("/v1/echo", body), 400, "invalid_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/text {\"text\":1}",
                "/text {\"text\":true}",
                "/text {\"text\":{}}",
                "/text {\"text\":\"a\\u0000b\"}",
                "/text {\"text\":\"\\ud83d\"}",
                "/number {\"number\":\"1\"}",
                "/number {\"number\":1.5}",
                "/number {\"number\":99999999999}",
                "/tags {\"tags\":\"a\"}",
                "/tags/1 {\"tags\":[\"a\",2]}",
                "/inner/flag {\"inner\":{\"flag\":\"yes\"}}",
                " []",
                " null",
                " \"text\""
            })
    void other_json_than_the_route_asks_for_is_422_with_a_pointer(String pointerAndBody) {
        var parts = pointerAndBody.split(" ", 2);

        var problem = assertProblem(post("/v1/echo", parts[1]), 422, "validation_failed");

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(parts[0]);
        assertThat(problem.at("/errors/0/detail").asText()).startsWith("must ");
    }

    @Test
    void broken_utf8_is_400() {
        var request = request("/v1/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}));

        assertProblem(send(request), 400, "invalid_utf8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json; charset=iso-8859-1", "application/x-www-form-urlencoded"})
    void other_media_types_are_415(String type) {
        assertProblem(
                send(request("/v1/echo").header("Content-Type", type).POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
    }

    @Test
    void a_body_of_64_kib_is_read() {
        assertThat(post("/v1/echo", bodyOf(64 * 1024)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024 + 1, 1024 * 1024, 3 * 1024 * 1024})
    void a_larger_body_is_413_whether_its_length_is_told_or_not(int size) {
        String body = bodyOf(size);
        var stream = BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));

        assertProblem(post("/v1/echo", body), 413, "body_too_large");
        assertProblem(
                send(request("/v1/echo")
                        .header("Content-Type", "application/json")
                        .POST(stream)),
                413,
                "body_too_large");
    }

    @Test
    void an_unknown_path_is_404() {
        assertProblem(send(request("/v1/nothing").GET()), 404, "not_found");
    }

    @Test
    void what_is_no_id_is_the_id_of_nothing() {
        assertProblem(send(request("/v1/things/17").GET()), 404, "not_found");
    }

    @Test
    void a_method_that_a_path_does_not_have_is_405_with_those_that_it_has() {
        var answer = send(request("/v1/echo").DELETE());

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void no_token_is_401_with_a_challenge() {
        var answer = send(request("/v1/secret").GET());

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"confab\"");
    }

    @Test
    void a_wrong_token_is_401_and_says_so() {
        var answer = send(request("/v1/secret")
                .header("Authorization", "Bearer bens-token")
                .GET());

        assertProblem(answer, 401, "invalid_token");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
    }

    @Test
    void the_caller_is_known_by_the_token() {
        var answer = send(request("/v1/secret")
                .header("Authorization", "bearer anns-token")
                .GET());

        assertThat(answer.body()).isEqualTo("\"" + ANN + "\"");
    }

    @Test
    void over_the_limit_is_429_with_the_time_to_wait() {
        HttpResponse<String> answer;
        int answered = 0;
        do {
            answer = send(request("/v1/secret")
                    .header("Authorization", "Bearer anns-token")
                    .POST(BodyPublishers.noBody()));
            answered++;
        } while (answer.statusCode() == 200 && answered < 10);

        assertThat(answered).isEqualTo(3);
        assertProblem(answer, 429, "too_many_requests");
        assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(3500L, 3600L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/bug", "/v1/error"})
    void a_fault_of_ours_is_500_and_tells_nothing(String path) {
        var answer = send(request(path).GET());

        assertProblem(answer, 500, "internal_error");
        assertThat(answer.body()).doesNotContain("internal.", "db.internal", "Exception", "at io.");
    }

    @Test
    void what_cannot_be_served_now_is_503_with_the_time_to_wait() {
        var answer = send(request("/v1/away").GET());

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.body()).doesNotContain("db.internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=", "cursor=*"})
    void a_page_that_cannot_be_asked_for_is_422(String query) {
        assertProblem(send(request("/v1/page?" + query).GET()), 422, "validation_failed");
    }

    @Test
    void every_answer_has_the_security_headers() {
        for (var path : List.of("/v1/nothing", "/v1/echo", "/robots.txt")) {
            var headers = send(request(path).GET()).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void a_page_of_an_allowed_origin_may_call_and_another_may_not() {
        var allowed = send(request("/v1/echo")
                .header("Origin", "https://chat.example.org")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        var refused = send(request("/v1/things/" + ANN)
                .header("Origin", "https://evil.example.org")
                .GET());

        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://chat.example.org");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(refused.headers().firstValue("Vary")).hasValue("Origin");
    }

    @Test
    void the_web_client_is_served_and_revalidated() {
        var first = send(request("/robots.txt").GET());
        String etag = first.headers().firstValue("ETag").orElseThrow();

        var second = send(request("/robots.txt").header("If-None-Match", etag).GET());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\nBroken header\r\n\r\n",
                "GET\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"
            })
    void a_malformed_request_is_a_problem_too(String request) {
        String answer = raw(request);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"malformed_request\"");
        assertThat(answer).doesNotContain("jetty", "Jetty", "<html");
    }

    @Test
    void too_large_headers_are_a_problem_too() {
        String answer = raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("\"headers_too_large\"");
    }

    @Test
    void an_unknown_web_socket_path_is_a_problem_too() {
        String answer = raw("""
                GET /v1/nothing HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """.replace("\n", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("application/problem+json", "\"not_found\"");
    }

    @Test
    void a_route_without_a_policy_stops_the_start() {
        assertThatThrownBy(() -> start(routes -> routes.get("/open", ctx -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GET /open must say one Access");
        assertThatThrownBy(() -> start(routes -> routes.get("/unlimited", ctx -> {}, Access.ANYONE)))
                .hasMessageContaining("must say one RateLimit");
        assertThatThrownBy(() -> start(routes -> routes.get("/odd", ctx -> {}, Access.ANYONE, RateLimit.MESSAGES)))
                .hasMessageContaining("counted by users");
        assertThatThrownBy(() -> start(routes -> routes.get("/secret", ctx -> {}, Access.ANYONE, RateLimit.NONE)))
                .hasMessageContaining("must say one Operation");
        assertThatThrownBy(() -> start(routes -> routes.ws("/socket", ws -> {})))
                .hasMessageContaining("must say one Access");
    }

    @Test
    void what_has_begun_when_the_server_stops_is_answered_whole_and_what_comes_then_is_refused() throws Exception {
        // given
        var result = new CompletableFuture<Map<String, String>>();
        var begun = new CountDownLatch(1);
        var stopping = start(routes -> routes.get(
                "/v1/slow",
                ctx -> {
                    begun.countDown();
                    ctx.future(() -> result.thenAccept(body -> ctx.status(202).json(body)));
                },
                Access.ANYONE,
                RateLimit.NONE,
                operation("slow")));
        var slow = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stopping.port() + "/v1/slow"))
                .build();
        var answer = CLIENT.sendAsync(slow, HttpResponse.BodyHandlers.ofString());
        begun.await();

        // when
        var stop = CompletableFuture.runAsync(stopping::close);
        await().until(() -> isRefused(slow));
        result.complete(Map.of("commandId", "7"));

        // then
        assertThat(answer.get().statusCode()).isEqualTo(202);
        assertThat(json(answer.get()).path("commandId").asText()).isEqualTo("7");
        stop.get();
    }

    private static boolean isRefused(HttpRequest request) throws InterruptedException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 503;
        } catch (IOException e) {
            return true;
        }
    }

    private static Operation operation(String name) {
        return Operation.of(name, "For tests").givesAnyObject(200);
    }

    private static String bodyOf(int size) {
        String frame = "{\"unknown\":\"\"}";
        return "{\"unknown\":\"" + "x".repeat(size - frame.length()) + "\"}";
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = json(answer);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + code);
        assertThat(problem.get("title").asText()).isNotBlank();
        return problem;
    }

    private static HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return StrictJson.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Sends bytes that no HTTP client would, and gives what comes back until the server hangs up or is silent. */
    private static String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (java.net.SocketTimeoutException e) {
                // the connection stays open, and the answer is here
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
