package io.confab.local;

import io.confab.chat.ChatSettings;
import io.confab.chatup.ChatupSettings;
import io.confab.embedded.EmbeddedBroker;
import io.confab.embedded.EmbeddedDatabase;
import io.confab.embedded.EmbeddedMail;
import io.confab.gateway.GatewaySettings;
import io.confab.gateway.db.DatabaseSettings;
import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.setting.SharedSettings;
import io.confab.schemas.streams.StreamsSettings;
import io.confab.schemas.topic.TopicSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings of the local stack: where its parts are and what one broker asks for. All others are those of production. */
final class LocalSettings {

    private static final int PARTITIONS = 4;

    private LocalSettings() {}

    /** Every row of every part, once. */
    static List<Setting<?>> rows() {
        return Stream.of(
                        SharedSettings.ALL,
                        TopicSettings.all(),
                        StreamsSettings.ALL,
                        ChatSettings.ALL,
                        ChatupSettings.ALL,
                        GatewaySettings.ALL)
                .<Setting<?>>flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** What depends on nothing that runs, over what the operator set. */
    static Settings before(Settings operators, LocalOptions options, Path state) {
        var values = new LinkedHashMap<String, String>();
        values.put("confab.kafka.partitions", Integer.toString(PARTITIONS));
        values.put("confab.kafka.slots", Integer.toString(PARTITIONS));
        values.put("confab.kafka.replication-factor", "1");
        values.put("confab.kafka.min-insync-replicas", "1");
        values.put("confab.streams.state-directory", state.toString());
        values.put("confab.streams.standby-replicas", "0"); // there is one worker
        values.put("confab.gateway.host", LocalPorts.HOST);
        values.put("confab.gateway.port", Integer.toString(options.port()));
        values.put("confab.gateway.public-url", "http://" + LocalPorts.HOST + ":" + options.port());
        values.put("confab.gateway.allowed-origins", "http://localhost:" + options.port());
        values.put("confab.gateway.limit.exempt-loopback", "true");
        values.put("confab.ops.host", LocalPorts.HOST);
        values.put("confab.ops.port", Integer.toString(options.opsPort()));
        return operators.with(values);
    }

    /** Throws {@link io.confab.schemas.setting.SettingsException} with every fault, before anything is started. */
    static void check(Settings before) {
        var addresses = Map.of(
                SharedSettings.KAFKA_BOOTSTRAP_SERVERS.key(), LocalPorts.HOST + ":0",
                DatabaseSettings.URL.key(), "jdbc:postgresql://" + LocalPorts.HOST + "/");
        before.with(addresses).check(rows());
    }

    /** The same with the addresses of the parts that run. */
    static Settings with(Settings before, EmbeddedBroker broker, EmbeddedDatabase database, EmbeddedMail mail) {
        var values = new LinkedHashMap<String, String>();
        values.put("confab.kafka.bootstrap-servers", broker.bootstrapServers());
        values.put("confab.gateway.database.url", database.jdbcUrl());
        values.put("confab.gateway.database.user", database.user());
        values.put("confab.gateway.database.password", database.password());
        values.put("confab.gateway.mail.host", mail.smtpHost());
        values.put("confab.gateway.mail.port", Integer.toString(mail.smtpPort()));
        values.put("confab.gateway.mail.mailbox-url", mail.mailboxUrl());
        return before.with(values);
    }
}
