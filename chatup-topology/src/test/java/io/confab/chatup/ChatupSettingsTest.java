package io.confab.chatup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import io.confab.testkit.GoldenPages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatupSettingsTest {

    @Test
    void every_setting_is_documented() {
        GoldenPages.checkSettings("settings-chatup", "Settings of chatup", Map.of("Chatup", ChatupSettings.ALL));
    }

    @Test
    void a_topology_is_not_built_with_a_setting_that_is_wrong() {
        var settings = Settings.of(Map.of("confab.chatup.bar-percent", "101"));

        assertThatThrownBy(() -> ChatupTopology.build(settings, new SimpleMeterRegistry()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("confab.chatup.bar-percent");
    }

    @Test
    void a_scorer_that_nobody_makes_is_refused() {
        var settings = Settings.of(Map.of("confab.chatup.scorer", "nobody"));

        assertThatThrownBy(() -> ChatupTopology.build(settings, new SimpleMeterRegistry()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("confab.chatup.scorer")
                .hasMessageContaining("be the name of a scorer on the class path");
    }
}
