package io.confab.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The mailbox of the local stack, read as a script would. */
final class Mailbox {

    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(15);
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6,8}\\b");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String url;

    Mailbox(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }

    /** The code in the newest mail to {@code address}, as soon as there is one. */
    String awaitCode(String address) {
        return await("a mail to " + address)
                .atMost(ARRIVES_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> newestTo(address), Optional::isPresent)
                .map(this::codeIn)
                .orElseThrow();
    }

    private Optional<String> newestTo(String address) {
        return StreamSupport.stream(get("/api/v1/messages").get("messages").spliterator(), false)
                .filter(mail -> mail.get("To").findValuesAsText("Address").contains(address))
                .map(mail -> mail.get("ID").asText())
                .findFirst();
    }

    private String codeIn(String id) {
        var text = get("/api/v1/message/" + id).get("Text").asText();
        var matcher = CODE.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no code in the mail: " + text);
        }
        return matcher.group();
    }

    private JsonNode get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path)).build();
            return mapper.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError("the mailbox did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the mailbox was read", e);
        }
    }
}
