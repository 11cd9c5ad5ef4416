package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a browser complains of while a page is used: errors and warnings in the console, requests that failed. */
final class Complaints {

    private static final Set<String> BAD = Set.of("error", "warning");
    /** Of requests that the page itself gave up, as it does when it is left. */
    private static final String GIVEN_UP = "net::ERR_ABORTED";

    private final List<String> heard = new ArrayList<>();
    private Predicate<String> expected = complaint -> false;

    Complaints(BrowserContext context) {
        context.onConsoleMessage(message -> {
            if (BAD.contains(message.type())) {
                heard.add("console: " + message.text());
            }
        });
        context.onWebError(error -> heard.add("error: " + error.error()));
        context.onRequestFailed(this::failed);
        context.onResponse(this::answered);
    }

    /** The connection is going to be lost, of which browsers complain in their own words. */
    void expectLostConnections() {
        expected = complaint -> complaint.contains("net::ERR_");
    }

    /** The server is going to refuse requests to this path. */
    void expectRefusals(String path) {
        expected = complaint ->
                complaint.contains("422") && (complaint.contains(path) || complaint.startsWith("console:"));
    }

    void assertNone() {
        assertThat(heard.stream().filter(expected.negate())).as("complaints").isEmpty();
    }

    private void failed(Request request) {
        if (!GIVEN_UP.equals(request.failure())) {
            heard.add("failed: " + request.method() + " " + request.url() + " " + request.failure());
        }
    }

    private void answered(Response response) {
        if (response.status() >= 400) {
            heard.add(response.status() + ": " + response.request().method() + " " + response.url());
        }
    }
}
