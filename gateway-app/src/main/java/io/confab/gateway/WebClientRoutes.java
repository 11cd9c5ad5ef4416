package io.confab.gateway;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.mail.MailSettings;
import io.confab.schemas.setting.Settings;
import io.javalin.config.RoutesConfig;
import java.util.Optional;

/** What the web client has to know of the installation that serves it. */
final class WebClientRoutes {
    private final ClientConfig config;

    WebClientRoutes(Settings settings) {
        config = new ClientConfig(settings.get(MailSettings.MAILBOX_URL));
    }

    void addTo(RoutesConfig routes) {
        routes.get(
                "/config.json",
                ctx -> ctx.header("Cache-Control", "no-cache").json(config),
                Access.ANYONE,
                RateLimit.PUBLIC_READS,
                Operation.of("configureClient", "What the web client has to know of this installation")
                        .gives(200, ClientConfig.class));
    }

    /** @param mailboxUrl a page that shows the mails; empty where mail is real */
    private record ClientConfig(Optional<String> mailboxUrl) {}
}
