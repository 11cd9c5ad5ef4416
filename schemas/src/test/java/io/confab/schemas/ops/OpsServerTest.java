package io.confab.schemas.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.schemas.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Settings FREE_PORT = Settings.of(Map.of("confab.ops.port", "0"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Health> inbox = new AtomicReference<>(Health.up("inbox", "running"));
    private Metrics metrics;
    private OpsServer server;

    @BeforeEach
    void start() {
        metrics = Metrics.start();
        server = OpsServer.start(
                FREE_PORT, metrics, List.of(() -> Health.up("conversation", "running"), () -> inbox.get()));
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void it_is_ready_when_every_part_is_up() throws Exception {
        var answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer)).isEqualTo(JSON.readTree("""
                        {"status":"up","parts":[
                          {"name":"conversation","state":"up","detail":"running"},
                          {"name":"inbox","state":"up","detail":"running"}]}"""));
    }

    @Test
    void one_part_that_is_down_makes_it_unready_but_it_lives() throws Exception {
        inbox.set(Health.down("inbox", "rebalancing"));
        var answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).at("/status").asText()).isEqualTo("down");
        assertThat(json(answer).at("/parts/1/state").asText()).isEqualTo("down");
        assertThat(json(answer).at("/parts/1/detail").asText()).isEqualTo("rebalancing");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void a_part_that_failed_for_good_ends_its_life() throws Exception {
        inbox.set(Health.failed("inbox", "stopped after 5 faults"));
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void a_check_that_throws_is_down_and_hides_its_message() throws Exception {
        inbox.set(null);
        var answer = get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("NullPointerException").doesNotContain("because");
    }

    @Test
    void metrics_are_those_of_the_jvm_and_of_the_parts() throws Exception {
        metrics.registry()
                .counter("confab.chat.decisions", "kind", "message", "outcome", "accepted")
                .increment();
        var answer = get("/metrics");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("confab_chat_decisions_total{kind=\"message\",outcome=\"accepted\"} 1.0")
                .contains("jvm_memory_used_bytes")
                .contains("process_uptime_seconds");
    }

    @Test
    void what_is_not_there_is_a_problem() throws Exception {
        var answer = get("/metrics/x");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).at("/code").asText()).isEqualTo("not_found");
    }

    @Test
    void it_can_be_read_only() throws Exception {
        var post = client.send(
                request("/health/ready").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        var head = client.send(
                request("/health/ready").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
    }

    @Test
    void a_port_that_is_taken_is_named_with_its_setting() {
        int taken = URI.create(server.url()).getPort();
        var settings = Settings.of(Map.of("confab.ops.port", Integer.toString(taken)));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> OpsServer.start(settings, metrics, List.of()))
                .withMessageContaining(":" + taken)
                .withMessageContaining("confab.ops.port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
