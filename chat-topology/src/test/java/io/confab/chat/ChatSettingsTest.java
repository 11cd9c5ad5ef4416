package io.confab.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import io.confab.testkit.GoldenPages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatSettingsTest {

    @Test
    void every_setting_is_documented() {
        GoldenPages.checkSettings("settings-chat", "Settings of chat", Map.of("Chat", ChatSettings.ALL));
    }

    @Test
    void a_worker_runs_all_applications_unless_told_otherwise() {
        assertThat(Settings.of(Map.of()).get(ChatSettings.APPLICATIONS))
                .isEqualTo(List.of("conversation", "inbox", "directory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "inbox,inbox", "chatup", "INBOX"})
    void a_worker_that_would_run_nothing_or_something_unknown_or_one_twice_is_refused(String applications) {
        var settings = Settings.of(Map.of("confab.chat.applications", applications));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.get(ChatSettings.APPLICATIONS))
                .withMessageContaining("confab.chat.applications");
    }
}
