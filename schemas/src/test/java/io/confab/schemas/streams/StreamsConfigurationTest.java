package io.confab.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsConfigurationTest {
    private static final Settings SETTINGS = Settings.of(Map.of("confab.kafka.bootstrap-servers", "127.0.0.1:9092"));

    @TempDir
    Path directory;

    @Test
    void kafka_gets_what_the_settings_say() {
        var config = config(SETTINGS);
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(config.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG)).isEqualTo("classic");
        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(10);
        assertThat(config.getLong(StreamsConfig.POLL_MS_CONFIG)).isEqualTo(5);
        assertThat(config.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)).isEqualTo(3);
        assertThat(config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(1);
        assertThat(config.getProducerConfigs("client"))
                .containsEntry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2L)
                .containsEntry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 2L)
                .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2_000)
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 0)
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 3_000)
                .containsEntry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    @Test
    void what_no_message_waits_for_looks_less_often() {
        var config = config(StreamsSettings.inBackground(SETTINGS));

        assertThat(config.getLong(StreamsConfig.POLL_MS_CONFIG)).isEqualTo(25);
    }

    @Test
    void every_client_gets_what_the_file_of_the_operator_says() throws IOException {
        var file = Files.writeString(directory.resolve("client.properties"), "security.protocol=SSL\n");
        var config = config(SETTINGS.with(Map.of("confab.kafka.client-properties-file", file.toString())));
        assertThat(config.getProducerConfigs("client")).containsEntry("security.protocol", "SSL");
        assertThat(config.getAdminConfigs("client")).containsEntry("security.protocol", "SSL");
        assertThat(config.getRestoreConsumerConfigs("client")).containsEntry("security.protocol", "SSL");
    }

    @ParameterizedTest
    @CsvSource({
        "confab.streams.commit-interval, 2s, confab.streams.transaction-timeout",
        "confab.streams.heartbeat-interval, 2s, confab.streams.session-timeout",
        "confab.streams.write-buffer-bytes, 200000000, confab.streams.block-cache-bytes"
    })
    void settings_that_can_t_go_together_are_refused_by_name(String key, String value, String other) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(SETTINGS.with(Map.of(key, value))))
                .withMessageContaining(key)
                .withMessageContaining(other);
    }

    private static StreamsConfig config(Settings settings) {
        return new StreamsConfig(StreamsConfiguration.of("confab-test", settings, new SimpleMeterRegistry()));
    }
}
