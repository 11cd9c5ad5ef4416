package io.confab.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailStoreTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void the_oldest_go_when_there_are_too_many() throws Exception {
        var store = MailStore.open(directory, 2, CLOCK);
        for (var subject : List.of("a", "b", "c")) {
            store.add("confab@example.org", List.of("ann@example.org"), mail(subject));
        }
        assertThat(store.newestFirst()).extracting(Mail::subject).containsExactly("c", "b");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void mails_keep_their_order_if_the_clock_is_set_back() throws Exception {
        MailStore.open(directory, 10, CLOCK).add("", List.of(), mail("first"));
        var store = MailStore.open(directory, 10, Clock.offset(CLOCK, Duration.ofHours(-1)));
        store.add("", List.of(), mail("second"));

        assertThat(store.newestFirst()).extracting(Mail::subject).containsExactly("second", "first");
        assertThat(store.latest()).map(Mail::subject).contains("second");
    }

    @Test
    void what_is_no_mail_is_left_alone() throws Exception {
        Files.writeString(directory.resolve("notes.txt"), "not a mail");
        Files.writeString(directory.resolve("0123456789ab0000.unfinished"), "half a mail");

        assertThat(MailStore.open(directory, 10, CLOCK).newestFirst()).isEmpty();
        assertThat(directory.resolve("notes.txt")).exists();
    }

    @Test
    void recipients_who_are_not_named_in_the_mail_are_hidden_ones() throws Exception {
        var store = MailStore.open(directory, 10, CLOCK);
        var mail = store.add(
                "confab@example.org", List.of("ann@example.org", "BEN@example.org"), mail("to Ann, and Ben unseen"));

        assertThat(mail.to()).containsExactly(new Mail.Person("Ann", "ann@example.org"));
        assertThat(mail.hiddenRecipients()).containsExactly(new Mail.Person("", "BEN@example.org"));
    }

    @Test
    void parts_are_told_apart() throws Exception {
        var mail = MailStore.open(directory, 10, CLOCK).add("", List.of(), utf8("""
                Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner
                Content-Type: text/plain; charset=utf-8

                plain
                --inner
                Content-Type: text/html; charset=utf-8

                <p>rich</p>
                --inner--
                --outer
                Content-Type: application/pdf; name=a.pdf
                Content-Disposition: attachment; filename=a.pdf
                Content-Transfer-Encoding: base64

                AAEC
                --outer--
                """));
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.text().strip()).isEqualTo("plain");
        assertThat(mail.html().strip()).isEqualTo("<p>rich</p>");
        assertThat(mail.attachments()).containsExactly(new Mail.File("1.2", "a.pdf", "application/pdf", "", 3));
        assertThat(mail.inline()).isEmpty();
    }

    private static byte[] mail(String subject) {
        return utf8("From: confab@example.org\nTo: Ann <ann@example.org>\nSubject: " + subject + "\n\ntext\n");
    }

    private static byte[] utf8(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
