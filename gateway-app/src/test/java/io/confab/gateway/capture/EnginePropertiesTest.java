package io.confab.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.setting.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginePropertiesTest {
    private static final String METRIC_TAGS = "custom.metric.tags";

    @Test
    void no_two_engines_of_a_process_have_metrics_of_the_same_name() {
        var common = EngineProperties.of(Settings.of(Map.of(
                "confab.kafka.bootstrap-servers",
                "127.0.0.1:9092",
                "confab.gateway.database.url",
                "jdbc:postgresql://127.0.0.1/confab")));
        var first = EngineProperties.ofOneEngine(common);
        var second = EngineProperties.ofOneEngine(common);

        assertThat(first.getProperty(METRIC_TAGS)).isNotBlank().isNotEqualTo(second.getProperty(METRIC_TAGS));
        first.remove(METRIC_TAGS);
        second.remove(METRIC_TAGS);
        assertThat(first).isEqualTo(second).isEqualTo(common);
    }
}
