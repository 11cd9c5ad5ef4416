package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confab.load.latency.LatencyCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user of {@code ./confab up} sees: the ready line, the pages it names, a clean stop, and why it can't start. */
class LocalStackIT {

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(20);

    @TempDir
    Path temporary;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void it_starts_serves_stops_cleanly_and_starts_again_on_its_data() throws Exception {
        var data = temporary.resolve("data");
        try (var stack = start(data)) {
            // when
            var ready = stack.awaitReady();

            // then: everything that it names is there
            var url = address("ready (http://127\\.0\\.0\\.1:\\d+)", ready);
            assertThat(get(url + "/").body()).contains("<title>");
            assertThat(get(url + "/health/ready").statusCode()).isEqualTo(200);
            var mailbox = address("mailbox +(\\S+)/", stack.output());
            assertThat(get(mailbox + "/api/v1/messages").statusCode()).isEqualTo(200);
            assertThat(get(url + "/config.json").body()).contains(mailbox);
            var ops = address("operators +(\\S+)/health/ready", stack.output());
            assertThat(get(ops + "/health/ready").body())
                    .contains("confab-conversation", "confab-inbox", "confab-directory", "confab-chatup", "pushes")
                    .doesNotContain("\"down\"");
            assertThat(get(ops + "/metrics").body()).contains("confab_streams_up");
            assertThat(data.resolve("logs/confab.log")).exists();

            // and: it can be measured from the outside
            assertThat(latencyOf(url, address("mailbox +(\\S+)/", stack.output())))
                    .contains("POST to the other's WebSocket", "two bare exactly-once hops", "ratio of the medians");

            // and: nobody else can have its data meanwhile
            try (var second = start(data)) {
                assertThat(second.awaitExit(REFUSED_WITHIN)).isEqualTo(1);
                assertThat(second.output()).contains("is in use by process");
            }

            // when
            stack.terminate();

            // then
            assertThat(stack.awaitExit(STOPPED_WITHIN)).isZero();
            assertThat(stack.output()).endsWith("stopped\n").doesNotContain("without waiting");
            assertThat(postmasterOf(data)).doesNotExist();
        }
        try (var again = start(data)) {
            again.awaitReady();
            again.terminate();
            assertThat(again.awaitExit(STOPPED_WITHIN)).isZero();
        }
    }

    @Test
    void a_stop_in_the_middle_of_a_start_leaves_nothing_running() throws Exception {
        var data = temporary.resolve("data");
        try (var stack = start(data)) {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> stack.output().contains("mailbox"));

            stack.terminate();

            assertThat(stack.awaitExit(STOPPED_WITHIN)).isZero();
            assertThat(postmasterOf(data)).doesNotExist();
        }
    }

    @Test
    void a_taken_port_ends_the_start_with_what_to_do() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var stack = LocalProcess.start(temporary, "--port=" + other.getLocalPort(), "--data=" + temporary)) {
            assertThat(stack.awaitExit(REFUSED_WITHIN)).isEqualTo(1);
            assertThat(stack.output())
                    .contains("port " + other.getLocalPort(), "choose another with --port")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void a_wrong_option_ends_the_start_with_the_right_ones() throws Exception {
        try (var stack = LocalProcess.start(temporary, "--prt=1")) {
            assertThat(stack.awaitExit(REFUSED_WITHIN)).isEqualTo(2);
            assertThat(stack.output()).contains("--prt=1", "--port");
        }
    }

    private static String latencyOf(String url, String mailboxUrl) {
        var output = new StringWriter();
        int status = new CommandLine(new LatencyCommand())
                .setOut(new PrintWriter(output))
                .execute("--url=" + url, "--mail-url=" + mailboxUrl, "--messages=3", "--warm-up=1", "--pause-ms=0");
        assertThat(status).isZero();
        return output.toString();
    }

    private LocalProcess start(Path data) throws Exception {
        return LocalProcess.start(temporary, "--port=0", "--mail-port=0", "--ops-port=0", "--data=" + data);
    }

    private static Path postmasterOf(Path data) {
        return data.resolve("postgres/data/postmaster.pid");
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String address(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
