package io.confab.tools;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SharedSettings;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Kafka a command speaks to. */
public final class Connection {

    @Option(
            names = "--bootstrap-servers",
            description = "Brokers to ask first (the setting confab.kafka.bootstrap-servers).")
    private Optional<String> bootstrapServers = Optional.empty();

    /** Those of the environment, with what was given on the command line over them. */
    public Settings settings() {
        var settings = Settings.load();
        return bootstrapServers
                .map(servers -> settings.with(Map.of(SharedSettings.KAFKA_BOOTSTRAP_SERVERS.key(), servers)))
                .orElse(settings);
    }
}
