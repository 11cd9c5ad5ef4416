package io.confab.embedded;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The mailbox as a page to read. */
final class MailboxPage {

    /** Up to the punctuation of the sentence that it ends. */
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']*[^\\s<>\"'.,:;!?)]");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private MailboxPage() {}

    static String html(List<Mail> newestFirst) {
        var mails = newestFirst.isEmpty()
                ? "<p class=\"empty\">No mail yet. It appears here by itself when Confab sends some.</p>"
                : newestFirst.stream().map(MailboxPage::article).collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <noscript><meta http-equiv="refresh" content="5"></noscript>
                <title>Confab mailbox</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/mailbox.css">
                <script type="module" src="/mailbox.js"></script>
                </head>
                <body>
                <header>
                <h1>Mailbox</h1>
                <p>Every mail that this Confab sends ends here, whoever it is for. Nothing leaves this machine.</p>
                <p id="news" role="status" aria-live="polite"></p>
                </header>
                <main id="mails" data-newest="%s">
                %s
                </main>
                </body>
                </html>
                """.formatted(newestFirst.isEmpty() ? "" : newestFirst.get(0).id(), mails);
    }

    private static String article(Mail mail) {
        return """
                <article id="mail-%s">
                <h2>%s</h2>
                <p class="envelope">To <strong>%s</strong><br>
                From %s, <time datetime="%s">%s</time></p>
                <div class="text">%s</div>
                </article>""".formatted(
                mail.id(),
                mail.subject().isBlank() ? "(no subject)" : escape(mail.subject()),
                escape(recipients(mail)),
                escape(mail.from().map(MailboxPage::name).orElse("nobody")),
                mail.receivedAt(),
                time(mail.receivedAt()),
                withLinks(mail.text().isBlank() ? mail.snippet() : mail.text().strip()));
    }

    private static String recipients(Mail mail) {
        var visible = mail.to().isEmpty() ? mail.hiddenRecipients() : mail.to();
        return visible.stream().map(MailboxPage::name).collect(Collectors.joining(", "));
    }

    private static String name(Mail.Person person) {
        return person.name().isBlank() ? person.address() : person.name() + " <" + person.address() + ">";
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String withLinks(String text) {
        var html = new StringBuilder();
        var links = LINK.matcher(text);
        int done = 0;
        while (links.find()) {
            var link = escape(links.group());
            html.append(escape(text.substring(done, links.start())))
                    .append("<a rel=\"noreferrer\" href=\"")
                    .append(link)
                    .append("\">")
                    .append(link)
                    .append("</a>");
            done = links.end();
        }
        return html.append(escape(text.substring(done))).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
