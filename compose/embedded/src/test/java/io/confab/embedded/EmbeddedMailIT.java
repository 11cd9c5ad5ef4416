package io.confab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMailIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void a_mail_is_listed_and_read_in_the_shape_of_mailpit() throws Exception {
        try (var mail = EmbeddedMail.start(directory, 0)) {
            send(mail.smtpPort(), "ann@example.org", "Your code", "Hello Ann,\nyour code is 123456.\n");

            var list = json(mail, "/api/v1/messages");
            assertThat(list.get("total").asInt()).isEqualTo(1);
            assertThat(list.get("unread").asInt()).isEqualTo(1);
            assertThat(list.get("count").asInt()).isEqualTo(1);
            assertThat(list.get("messages_count").asInt()).isEqualTo(1);
            assertThat(list.get("start").asInt()).isZero();
            assertThat(list.get("tags").isArray()).isTrue();
            var summary = list.get("messages").get(0);
            assertThat(summary.get("From"))
                    .isEqualTo(JSON.readTree("{\"Name\":\"Confab\",\"Address\":\"confab@example.org\"}"));
            assertThat(summary.get("To")).isEqualTo(JSON.readTree("[{\"Name\":\"\",\"Address\":\"ann@example.org\"}]"));
            assertThat(summary.get("Subject").asText()).isEqualTo("Your code");
            assertThat(summary.get("Read").asBoolean()).isFalse();
            assertThat(summary.get("Snippet").asText()).isEqualTo("Hello Ann, your code is 123456.");
            assertThat(summary.get("Attachments").asInt()).isZero();
            assertThat(summary.get("Size").asInt()).isPositive();
            assertThat(summary.get("Created").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
            assertThat(summary.fieldNames()).toIterable().contains("ID", "MessageID", "Cc", "Bcc", "ReplyTo", "Tags");

            var message = json(mail, "/api/v1/message/" + summary.get("ID").asText());
            assertThat(message.get("ID")).isEqualTo(summary.get("ID"));
            assertThat(message.get("MessageID")).isEqualTo(summary.get("MessageID"));
            assertThat(message.get("Text").asText().lines()).containsExactly("Hello Ann,", "your code is 123456.");
            assertThat(message.get("HTML").asText()).isEmpty();
            assertThat(message.get("ReturnPath").asText()).isEqualTo("confab@example.org");
            assertThat(message.get("Date").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
            assertThat(message.get("Attachments").isArray()).isTrue();
            assertThat(message.get("Inline").isArray()).isTrue();
            assertThat(json(mail, "/api/v1/messages").get("unread").asInt()).isZero();
        }
    }

    @Test
    void the_newest_comes_first_and_pages_hold_what_was_asked_for() throws Exception {
        try (var mail = EmbeddedMail.start(directory, 0)) {
            for (int i = 1; i <= 4; i++) {
                send(mail.smtpPort(), "ann@example.org", "Mail " + i, "text");
            }
            var page = json(mail, "/api/v1/messages?start=1&limit=2");
            assertThat(page.get("messages").findValuesAsText("Subject")).containsExactly("Mail 3", "Mail 2");
            assertThat(page.get("total").asInt()).isEqualTo(4);
            assertThat(page.get("start").asInt()).isEqualTo(1);
            assertThat(json(mail, "/api/v1/message/latest").get("Subject").asText())
                    .isEqualTo("Mail 4");
        }
    }

    @Test
    void mails_survive_a_restart_and_a_killed_jvm() throws Exception {
        try (var mail = EmbeddedMail.start(directory, 0)) {
            send(mail.smtpPort(), "ann@example.org", "First", "text");
        }
        try (var child = ChildJvm.start(MailProcess.class, directory.toString())) {
            send(Integer.parseInt(child.address()), "ben@example.org", "Second", "text");
            child.kill();
        }
        try (var mail = EmbeddedMail.start(directory, 0)) {
            assertThat(json(mail, "/api/v1/messages").get("messages").findValuesAsText("Subject"))
                    .containsExactly("Second", "First");
        }
    }

    @Test
    void the_page_shows_text_as_text_and_links_as_links() throws Exception {
        try (var mail = EmbeddedMail.start(directory, 0)) {
            assertThat(get(mail, "/").body()).contains("No mail yet");

            send(
                    mail.smtpPort(),
                    "ann@example.org",
                    "<b>bold",
                    "<script>alert(1)</script> http://127.0.0.1:8080/x?a=1&b=2 or http://127.0.0.1:8080: enter it there.");
            var page = get(mail, "/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("&lt;b&gt;bold")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .contains("href=\"http://127.0.0.1:8080/x?a=1&amp;b=2\"")
                    .contains("href=\"http://127.0.0.1:8080\"")
                    .contains("ann@example.org");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(get(mail, "/mailbox.css").statusCode()).isEqualTo(200);
            assertThat(get(mail, "/mailbox.js").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void what_is_not_there_is_404_and_nothing_can_be_written() throws Exception {
        try (var mail = EmbeddedMail.start(directory, 0)) {
            assertThat(get(mail, "/api/v1/message/latest").statusCode()).isEqualTo(404);
            assertThat(get(mail, "/api/v1/message/..%2f..%2fx").statusCode()).isEqualTo(404);
            assertThat(get(mail, "/elsewhere").statusCode()).isEqualTo(404);
            var delete = HttpRequest.newBuilder(URI.create(mail.mailboxUrl() + "/api/v1/messages"))
                    .DELETE()
                    .build();
            assertThat(HTTP.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        }
    }

    /** A page of another site could otherwise have its name resolve to 127.0.0.1 and read codes. */
    @Test
    void a_host_name_that_is_not_ours_is_refused() throws Exception {
        try (var mail = EmbeddedMail.start(directory, 0);
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(mail.mailboxUrl()).getPort())) {
            socket.getOutputStream()
                    .write("GET /api/v1/messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void a_taken_mailbox_port_is_said() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedMail.start(directory, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void nobody_answers_after_close() throws Exception {
        var mail = EmbeddedMail.start(directory, 0);
        int smtpPort = mail.smtpPort();
        mail.close();
        mail.close();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), smtpPort))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(mail, "/")).isInstanceOf(IOException.class);
    }

    private static void send(int smtpPort, String to, String subject, String text) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(smtpPort));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("confab@example.org", "Confab"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        Transport.send(message);
    }

    private static JsonNode json(EmbeddedMail mail, String path) throws Exception {
        var response = get(mail, path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> get(EmbeddedMail mail, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(mail.mailboxUrl() + path)).build(), BodyHandlers.ofString());
    }

    static final class MailProcess {

        private MailProcess() {}

        public static void main(String[] args) throws Exception {
            ChildJvm.ready(
                    Integer.toString(EmbeddedMail.start(Path.of(args[0]), 0).smtpPort()));
        }
    }
}
