package io.confab.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.gateway.Gateway;
import io.confab.gateway.GatewaySettings;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.World;
import io.confab.schemas.setting.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebClientIT {
    private static final String MAILBOX = "confab.gateway.mail.mailbox-url";

    @Test
    void in_production_it_knows_of_no_mailbox() {
        assertThat(config(World.gatewayOfAccounts()).body()).isEmpty();
    }

    @Test
    void where_there_is_a_mailbox_it_is_told_the_page() {
        var world = World.ofAccounts();
        var gateway = world.gateway(Map.of(MAILBOX, "http://127.0.0.1:8025"));
        try {
            assertThat(config(gateway).text("mailboxUrl")).isEqualTo("http://127.0.0.1:8025");
        } finally {
            world.close(gateway);
        }
    }

    @Test
    void a_page_that_a_browser_could_not_open_stops_the_start() {
        var settings = World.ofAccounts().settings().with(Map.of(MAILBOX, "javascript:alert(1)"));
        assertThatThrownBy(() -> settings.check(GatewaySettings.ALL))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(MAILBOX);
    }

    private static Client.Answer config(Gateway gateway) {
        return World.ofAccounts()
                .person(gateway, "visitor")
                .http()
                .get("/config.json")
                .must(200);
    }
}
