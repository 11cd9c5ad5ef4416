package io.confab.gateway.mail;

import io.confab.schemas.setting.Secret;
import io.confab.schemas.setting.Settings;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** Hands mails to the mail server, each over a connection of its own. */
final class Smtp {
    private static final String PATIENCE_MS = "10000";

    private final Session session;
    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final InternetAddress from;

    /** Throws {@link IllegalArgumentException} if the sender is no address. */
    Smtp(Settings settings) {
        host = settings.get(MailSettings.HOST);
        port = settings.get(MailSettings.PORT);
        user = settings.get(MailSettings.USER).orElse(null);
        password = settings.get(MailSettings.PASSWORD).map(Secret::reveal).orElse(null);
        from = address(settings.get(MailSettings.FROM));
        session = Session.getInstance(properties(settings));
    }

    /** Returns when the server has taken the mail. */
    void send(Mail mail, Instant at) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipient(RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(at));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        try (var transport = session.getTransport("smtp")) {
            transport.connect(host, port, user, password);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static Properties properties(Settings settings) {
        var security = settings.get(MailSettings.SECURITY);
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MS);
        properties.setProperty(
                "mail.smtp.auth",
                Boolean.toString(settings.get(MailSettings.USER).isPresent()));
        properties.setProperty(
                "mail.smtp.from", address(settings.get(MailSettings.FROM)).getAddress());
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == MailSettings.Security.TLS));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(security == MailSettings.Security.STARTTLS));
        properties.setProperty(
                "mail.smtp.starttls.enable", Boolean.toString(security == MailSettings.Security.STARTTLS));
        return properties;
    }

    private static InternetAddress address(String text) {
        try {
            return new InternetAddress(text);
        } catch (AddressException e) {
            throw new IllegalArgumentException(MailSettings.FROM + " is no address", e);
        }
    }
}
