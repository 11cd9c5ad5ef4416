package io.confab.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server that takes every mail, whoever it is for, and shows it in a mailbox over HTTP: a page, and the calls
 * {@code GET /api/v1/messages} and {@code GET /api/v1/message/{ID}} in the shape that Mailpit gives them. No mail leaves
 * the machine. The newest {@value #CAPACITY} survive a restart. Thread-safe.
 */
public final class EmbeddedMail implements AutoCloseable {

    /** How many mails are kept. */
    public static final int CAPACITY = 500;

    private static final Logger log = LoggerFactory.getLogger(EmbeddedMail.class);
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final Duration IDLE_CONNECTION = Duration.ofMinutes(1);

    private final SMTPServer smtp;
    private final MailboxServer mailbox;

    private EmbeddedMail(SMTPServer smtp, MailboxServer mailbox) {
        this.smtp = smtp;
        this.mailbox = mailbox;
    }

    /**
     * Starts on {@code directory}, which is made if need be, with SMTP on a free port and the mailbox on
     * {@code mailboxPort} (0: a free one).
     *
     * @throws EmbeddedException if the port is taken or the directory can't be used
     */
    public static EmbeddedMail start(Path directory, int mailboxPort) {
        MailboxServer mailbox;
        SMTPServer smtp;
        try {
            var mails = MailStore.open(directory, CAPACITY, Clock.systemUTC());
            mailbox = MailboxServer.start(mails, mailboxPort);
            smtp = smtpServer(mails);
        } catch (IOException e) {
            throw new EmbeddedException("the mail server did not start: " + e.getMessage(), e);
        }
        try {
            smtp.start();
        } catch (RuntimeException e) {
            mailbox.close();
            throw new EmbeddedException("the mail server did not start: " + e.getMessage(), e);
        }
        var mail = new EmbeddedMail(smtp, mailbox);
        log.info("SMTP listens on {}:{}, mailbox on {}", mail.smtpHost(), mail.smtpPort(), mail.mailboxUrl());
        return mail;
    }

    private static SMTPServer smtpServer(MailStore mails) {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Confab mailbox")
                .connectionTimeoutMs((int) IDLE_CONNECTION.toMillis())
                .maxMessageSize(MAX_MESSAGE_BYTES)
                .maxRecipients(100)
                .messageHandlerFactory(context -> new Delivery(mails))
                .build();
    }

    public String smtpHost() {
        return Ports.HOST;
    }

    public int smtpPort() {
        return smtp.getPortAllocated();
    }

    /** Where the mailbox is, without a slash at the end. */
    public String mailboxUrl() {
        return "http://" + Ports.HOST + ":" + mailbox.port();
    }

    /** Stops taking mails and showing them. Closing twice does nothing more. */
    @Override
    public void close() {
        smtp.stop();
        mailbox.close();
    }

    /** One mail on its way in. */
    private static final class Delivery implements MessageHandler {

        private final MailStore mails;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Delivery(MailStore mails) {
            this.mails = mails;
        }

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream content) throws RejectException, IOException {
            var bytes = content.readAllBytes();
            try {
                return "queued as " + mails.add(sender, recipients, bytes).id();
            } catch (IOException | UncheckedIOException e) {
                log.warn("A mail of {} bytes could not be kept", bytes.length, e);
                throw new RejectException(451, "the mail could not be kept, try again");
            }
        }

        @Override
        public void done() {}
    }
}
