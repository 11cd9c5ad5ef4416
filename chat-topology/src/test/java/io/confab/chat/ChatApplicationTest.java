package io.confab.chat;

import static io.confab.schemas.streams.StreamsSettings.COMMIT_INTERVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatApplicationTest {

    @Test
    void the_directory_commits_ten_times_a_second_at_most_and_the_others_as_they_are_told() {
        var settings = Settings.of(Map.of(COMMIT_INTERVAL.key(), "20ms"));
        assertThat(ChatApplication.DIRECTORY.settings(settings).get(COMMIT_INTERVAL))
                .isEqualTo(Duration.ofMillis(100));
        assertThat(ChatApplication.CONVERSATION.settings(settings).get(COMMIT_INTERVAL))
                .isEqualTo(Duration.ofMillis(20));
        assertThat(ChatApplication.INBOX.settings(settings).get(COMMIT_INTERVAL))
                .isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void a_longer_interval_is_the_directorys_too() {
        var settings = Settings.of(Map.of(COMMIT_INTERVAL.key(), "1s"));
        assertThat(ChatApplication.DIRECTORY.settings(settings).get(COMMIT_INTERVAL))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
