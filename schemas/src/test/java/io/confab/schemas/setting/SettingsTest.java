package io.confab.schemas.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Setting<Duration> INTERVAL = Setting.duration("confab.chat.commit-interval")
            .byDefault(Duration.ofMillis(10))
            .between(Duration.ofMillis(1), Duration.ofSeconds(5));
    private static final Setting<Integer> SIZE = Setting.integer("confab.chat.size");
    private static final Setting<Secret> PASSWORD = Setting.secret("confab.chat.password");
    private static final Setting<Optional<String>> NOTE =
            Setting.string("confab.chat.note").optional();
    private static final List<Setting<?>> ROWS = List.of(INTERVAL, SIZE, PASSWORD, NOTE);

    @TempDir
    Path directory;

    @Test
    void the_strongest_source_wins() throws IOException {
        var file = Files.writeString(directory.resolve("confab.properties"), """
                confab.chat.commit-interval = 20ms
                confab.chat.size = 1
                confab.chat.note = from the file
                """);
        var environment = Map.of(
                "CONFAB_CONFIG",
                file.toString(),
                "CONFAB_CHAT_COMMIT_INTERVAL",
                "30ms",
                "CONFAB_CHAT_SIZE",
                "2",
                "PATH",
                "/");
        var system = new Properties();
        system.setProperty("confab.chat.size", "3");
        system.setProperty("java.version", "17");

        var settings = Settings.load(environment, system);

        assertThat(settings.get(NOTE)).contains("from the file");
        assertThat(settings.get(INTERVAL)).isEqualTo(Duration.ofMillis(30));
        assertThat(settings.get(SIZE)).isEqualTo(3);
        assertThat(settings.with(Map.of("confab.chat.size", "4")).get(SIZE)).isEqualTo(4);
        assertThat(settings.get(SIZE)).as("the first is as it was").isEqualTo(3);
    }

    @Test
    void a_file_that_is_named_and_not_there_is_a_fault() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Settings.load(Map.of("CONFAB_CONFIG", "/nowhere/x.properties"), new Properties()))
                .withMessageContaining("/nowhere/x.properties");
    }

    @Test
    void without_a_value_the_default_holds_and_a_required_one_is_missing() {
        var settings = Settings.of(Map.of());
        assertThat(settings.get(INTERVAL)).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.get(NOTE)).isEmpty();
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.get(SIZE))
                .withMessageContaining("confab.chat.size is not set")
                .withMessageContaining("CONFAB_CHAT_SIZE");
    }

    @Test
    void every_fault_is_in_one_message_with_its_source() {
        var environment = Map.of("CONFAB_CHAT_COMMIT_INTERVAL", "10s", "CONFAB_CHAT_SIZ", "1");
        var settings = Settings.load(environment, new Properties())
                .with(Map.of("confab.chat.size", "big", "confab.chat.nota", "x", "confba.chat.note", "x"));

        var thrown = catchThrowableOfType(SettingsException.class, () -> settings.check(ROWS));

        assertThat(thrown.faults())
                .containsExactly(
                        "confab.chat.commit-interval = '10s' (environment, CONFAB_CHAT_COMMIT_INTERVAL) must be between 1ms and 5s",
                        "confab.chat.size = 'big' (given in code) is not a whole number in range",
                        "confab.chat.password is not set and has no default (secret; in the environment CONFAB_CHAT_PASSWORD)",
                        "CONFAB_CHAT_SIZ (environment) is no setting; did you mean CONFAB_CHAT_SIZE?",
                        "confab.chat.nota (given in code) is no setting; did you mean confab.chat.note?",
                        "confba.chat.note (given in code) is no setting; did you mean confab.chat.note?");
        assertThat(thrown).hasMessageStartingWith("6 settings are wrong:\n  - confab.chat.commit-interval");
    }

    @Test
    void a_misspelt_area_is_noticed_and_another_process_s_area_is_not_ours() {
        var right = Map.of("confab.chat.size", "1", "confab.chat.password", "x");
        var settings = Settings.of(right);
        assertThatCode(() -> settings.with(Map.of("confab.chatup.size", "1", "confab.gateway.port", "80"))
                        .check(ROWS))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(
                        () -> settings.with(Map.of("confab.chatt.size", "1")).check(ROWS))
                .withMessageContaining("did you mean confab.chat.size?");
    }

    @Test
    void service_links_of_kubernetes_are_no_settings() {
        var environment = Map.of(
                "CONFAB_CHAT_SIZE", "1",
                "CONFAB_CHAT_PASSWORD", "x",
                "CONFAB_CHAT_SERVICE_HOST", "10.0.0.1",
                "CONFAB_CHAT_SERVICE_PORT_HTTP", "80",
                "CONFAB_CHAT_PORT", "tcp://10.0.0.1:80",
                "CONFAB_CHAT_PORT_80_TCP_ADDR", "10.0.0.1");
        assertThatCode(() -> Settings.load(environment, new Properties()).check(ROWS))
                .doesNotThrowAnyException();
    }

    @Test
    void a_description_names_sources_and_masks_secrets() {
        var settings = Settings.load(Map.of("CONFAB_CHAT_PASSWORD", "s3cret"), new Properties());
        assertThat(settings.describe(ROWS)).isEqualTo("""
                        confab.chat.commit-interval = 10ms (default)
                        confab.chat.size (missing)
                        confab.chat.password = ******** (environment, CONFAB_CHAT_PASSWORD)
                        confab.chat.note (not set)""");
    }

    @Test
    void a_wrong_secret_is_masked_in_its_fault() {
        var row = Setting.secret("confab.chat.password")
                .must("be long", secret -> secret.reveal().length() > 8);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() ->
                        Settings.of(Map.of("confab.chat.password", "s3cret")).get(row))
                .withMessageContaining("must be long")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void the_shared_rows_have_usable_defaults_but_for_the_brokers() {
        var settings = Settings.of(Map.of("confab.kafka.bootstrap-servers", "127.0.0.1:9092"));
        assertThatCode(() -> settings.check(SharedSettings.ALL)).doesNotThrowAnyException();
        assertThat(SharedSettings.ALL)
                .allSatisfy(row -> assertThat(row.meaning()).isNotBlank());
    }
}
