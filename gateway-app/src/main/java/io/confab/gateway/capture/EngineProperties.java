package io.confab.gateway.capture;

import io.confab.gateway.db.DatabaseSettings;
import io.confab.schemas.setting.Secret;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

/** How Debezium's engines are set up. */
final class EngineProperties {
    /** With this name go the offsets that are kept: for good. */
    private static final String NAME = "confab";

    /** While nothing changes, this tells that the log is still being read. */
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final Duration OFFSET_FLUSH = Duration.ofMillis(500);
    private static final Duration OFFSET_FLUSH_END = Duration.ofSeconds(2);
    private static final Duration SLOT_RETRY = Duration.ofMillis(500);
    private static final int SLOT_RETRIES = 60;
    private static final Duration STATUS_UPDATE = Duration.ofSeconds(2);
    private static final Duration TASK_END = Duration.ofSeconds(6);

    private static final AtomicLong ENGINES = new AtomicLong();

    private EngineProperties() {}

    static Properties of(Settings settings) {
        var properties = new Properties();
        KafkaClients.properties(settings).forEach((name, value) -> properties.setProperty(name, value.toString()));
        properties.setProperty("name", NAME);
        properties.setProperty("topic.prefix", NAME);
        engine(properties, settings);
        database(properties, settings);
        log(properties, settings);
        rows(properties);
        return properties;
    }

    /**
     * For one engine. Debezium's metrics have names of the whole JVM, and an engine waits two minutes for names that another
     * one has, before it captures anything; so each has names of its own.
     */
    static Properties ofOneEngine(Properties common) {
        var properties = new Properties();
        properties.putAll(common);
        properties.setProperty("custom.metric.tags", "engine=" + ENGINES.incrementAndGet());
        return properties;
    }

    private static void engine(Properties properties, Settings settings) {
        properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        properties.setProperty("offset.storage", OffsetStore.class.getName());
        properties.setProperty("offset.flush.interval.ms", millis(OFFSET_FLUSH));
        properties.setProperty("offset.flush.timeout.ms", millis(OFFSET_FLUSH_END));
        properties.setProperty("poll.interval.ms", millis(settings.get(CaptureSettings.POLL)));
        properties.setProperty("heartbeat.interval.ms", millis(HEARTBEAT));
        properties.setProperty("task.management.timeout.ms", millis(TASK_END));
        properties.setProperty("record.processing.threads", "1");
        // A fault ends the engine, and a new one is started after a pause: one place that tries again, and that tells.
        properties.setProperty("errors.max.retries", "0");
        properties.setProperty("key.converter.schemas.enable", "false");
        properties.setProperty("value.converter.schemas.enable", "false");
    }

    private static void database(Properties properties, Settings settings) {
        var address = DatabaseAddress.of(settings.get(DatabaseSettings.URL));
        properties.setProperty("database.hostname", address.host());
        properties.setProperty("database.port", Integer.toString(address.port()));
        properties.setProperty("database.dbname", address.database());
        properties.setProperty("database.user", user(settings));
        password(settings).ifPresent(password -> properties.setProperty("database.password", password.reveal()));
        address.parameters().forEach((name, value) -> {
            boolean isSsl = name.startsWith("ssl");
            properties.setProperty((isSsl ? "database." : "driver.") + name, value);
        });
    }

    /** Who replicates: the user of its own if there is one, with its password, else the gateway's. */
    static String user(Settings settings) {
        return settings.get(CaptureSettings.USER).orElseGet(() -> settings.get(DatabaseSettings.USER));
    }

    static Optional<Secret> password(Settings settings) {
        return settings.get(CaptureSettings.USER).isPresent()
                ? settings.get(CaptureSettings.PASSWORD)
                : settings.get(DatabaseSettings.PASSWORD);
    }

    private static void log(Properties properties, Settings settings) {
        properties.setProperty("plugin.name", "pgoutput");
        properties.setProperty("slot.name", settings.get(CaptureSettings.SLOT_NAME));
        properties.setProperty("publication.name", settings.get(CaptureSettings.PUBLICATION));
        properties.setProperty("publication.autocreate.mode", "filtered");
        properties.setProperty("slot.retry.delay.ms", millis(SLOT_RETRY));
        properties.setProperty("slot.max.retries", Integer.toString(SLOT_RETRIES));
        properties.setProperty("status.update.interval.ms", millis(STATUS_UPDATE));
        // Messages make most of the log and none of the changes: without the driver's word the slot would keep it all.
        properties.setProperty("lsn.flush.mode", "connector_and_driver");
        // So the slot gets ahead of the kept position when nothing is captured for a while, and is right.
        properties.setProperty("offset.mismatch.strategy", "trust_slot");
        // When there is no kept position. Term sees to it that there is none unless the slot can go on from it.
        properties.setProperty("snapshot.mode", "initial");
    }

    private static void rows(Properties properties) {
        properties.setProperty("table.include.list", CapturedTable.tables());
        properties.setProperty("column.include.list", CapturedTable.allColumns());
        // The topics are not compacted, and a delete says by itself that the row is gone.
        properties.setProperty("tombstones.on.delete", "false");
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
