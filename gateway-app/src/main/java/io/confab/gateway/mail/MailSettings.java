package io.confab.gateway.mail;

import io.confab.schemas.setting.Secret;
import io.confab.schemas.setting.Setting;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings of the mail server that sends for Confab. */
public final class MailSettings {
    /** How the connection is protected. */
    public enum Security {
        /** Not at all: for a server on this machine or in the same pod. */
        NONE,
        /** Plain at first; the server must offer TLS. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS
    }

    public static final Setting<String> HOST =
            Setting.string("confab.gateway.mail.host").byDefault("127.0.0.1").means("SMTP server");

    public static final Setting<Integer> PORT = Setting.integer("confab.gateway.mail.port")
            .byDefault(25)
            .between(1, 65_535)
            .means("its port");

    public static final Setting<Security> SECURITY = Setting.choice("confab.gateway.mail.security", Security.class)
            .byDefault(Security.NONE)
            .means("how the connection to it is protected");

    public static final Setting<Optional<String>> USER =
            Setting.string("confab.gateway.mail.user").optional().means("who sends, where the server asks for a login");

    public static final Setting<Optional<Secret>> PASSWORD =
            Setting.secret("confab.gateway.mail.password").optional().means("that user's password");

    public static final Setting<String> FROM = Setting.string("confab.gateway.mail.from")
            .byDefault("Confab <no-reply@localhost>")
            .means("sender of the mails");

    public static final Setting<Optional<String>> MAILBOX_URL = Setting.string("confab.gateway.mail.mailbox-url")
            .must("be the http:// or https:// address of a page", MailSettings::isPage)
            .optional()
            .means("a page that shows the mails, to which the web client sends who waits for one")
            .tradeOff("for development alone: whoever opens the page reads everyone's codes");

    public static final List<Setting<?>> ALL = List.of(HOST, PORT, SECURITY, USER, PASSWORD, FROM, MAILBOX_URL);

    private MailSettings() {}

    private static boolean isPage(String text) {
        try {
            var uri = URI.create(text);
            return List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
