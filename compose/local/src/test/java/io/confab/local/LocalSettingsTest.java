package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SettingsException;
import io.confab.schemas.setting.SharedSettings;
import io.confab.schemas.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalSettingsTest {

    private static final LocalOptions OPTIONS = new LocalOptions(8080, 8025, 9090, Path.of("data"));

    @Test
    void what_one_machine_asks_for_is_over_what_the_operator_set_and_nothing_else_is() {
        var operators = Settings.of(Map.of(
                "confab.kafka.partitions", "24",
                "confab.streams.commit-interval", "50ms"));

        var settings = LocalSettings.before(operators, OPTIONS, Path.of("state"));

        LocalSettings.check(settings);
        assertThat(settings.get(SharedSettings.KAFKA_PARTITIONS)).isEqualTo(4);
        assertThat(settings.get(StreamsSettings.COMMIT_INTERVAL)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void every_fault_is_told_at_once() {
        var operators = Settings.of(Map.of(
                "confab.gateway.prt", "1",
                "confab.streams.commit-interval", "soon"));

        assertThatThrownBy(() -> LocalSettings.check(LocalSettings.before(operators, OPTIONS, Path.of("state"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("confab.gateway.prt")
                .hasMessageContaining("confab.streams.commit-interval");
    }
}
