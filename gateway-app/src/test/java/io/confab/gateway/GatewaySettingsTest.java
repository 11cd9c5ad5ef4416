package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.account.AccountSettings;
import io.confab.gateway.capture.CaptureSettings;
import io.confab.gateway.command.CommandSettings;
import io.confab.gateway.db.DatabaseSettings;
import io.confab.gateway.http.HttpSettings;
import io.confab.gateway.mail.MailSettings;
import io.confab.gateway.pool.PoolSettings;
import io.confab.gateway.session.SessionSettings;
import io.confab.gateway.socket.SocketSettings;
import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.SharedSettings;
import io.confab.testkit.GoldenPages;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {

    @Test
    void every_setting_is_documented() {
        var sections = new LinkedHashMap<String, List<Setting<?>>>();
        sections.put("HTTP", HttpSettings.ALL);
        sections.put("Sockets", SocketSettings.ALL);
        sections.put("Commands", CommandSettings.ALL);
        sections.put("Pools", PoolSettings.ALL);
        sections.put("Accounts", AccountSettings.ALL);
        sections.put("Sessions", SessionSettings.ALL);
        sections.put("Mail", MailSettings.ALL);
        sections.put("Database", DatabaseSettings.ALL);
        sections.put("Change capture", CaptureSettings.ALL);

        GoldenPages.checkSettings("settings-gateway", "Settings of gateways", sections);

        assertThat(sections.values().stream().flatMap(List::stream).toList())
                .as("every row of GatewaySettings but those on the page of shared settings is on this one")
                .containsExactlyInAnyOrderElementsOf(GatewaySettings.ALL.stream()
                        .filter(row -> !SharedSettings.ALL.contains(row))
                        .toList());
    }
}
