package io.confab.gateway.capture;

import io.confab.embedded.EmbeddedBroker;
import io.confab.embedded.EmbeddedDatabase;
import io.confab.gateway.db.Database;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.TopicAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** A broker with the topics and a database with the tables, both real. */
final class Stack implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final EmbeddedDatabase database;
    private final Map<String, String> values = new TreeMap<>();

    Stack(Path directory) {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        database = EmbeddedDatabase.start(directory.resolve("database"));
        values.put("confab.kafka.bootstrap-servers", broker.bootstrapServers());
        values.put("confab.kafka.partitions", "2");
        values.put("confab.kafka.slots", "2");
        values.put("confab.kafka.replication-factor", "1");
        values.put("confab.kafka.min-insync-replicas", "1");
        values.put("confab.streams.standby-replicas", "0");
        values.put("confab.chat.applications", "directory");
        values.put("confab.streams.state-directory", directory.resolve("state").toString());
        values.put("confab.gateway.database.url", database.jdbcUrl());
        values.put("confab.gateway.database.user", database.user());
        values.put("confab.gateway.database.password", database.password());
        TopicAdmin.ensure(settings());
        Database.open(settings(), new SecureRandom(), new SimpleMeterRegistry()).close();
    }

    Settings settings() {
        return Settings.of(values);
    }

    /** For a process of its own. */
    Map<String, String> values() {
        return values;
    }

    /** What happens to rows, each statement committed by itself. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** As the one who runs the server, whose password is the same. */
    Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), "postgres", database.password());
    }

    void stopBroker() {
        broker.close();
    }

    @Override
    public void close() {
        database.close();
        broker.close();
    }
}
