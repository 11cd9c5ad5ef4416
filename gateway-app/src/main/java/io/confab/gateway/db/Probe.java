package io.confab.gateway.db;

import io.confab.gateway.Loop;
import io.confab.schemas.ops.Health;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database now and then whether it is there, so that health is known without asking. */
final class Probe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Probe.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Health UP = Health.up("database", "answers");
    private static final Health DOWN = Health.down("database", "does not answer");

    private final DataSource database;
    private final Loop loop;
    private volatile Health health = UP;

    private Probe(DataSource database) {
        this.database = database;
        loop = Loop.start("database-probe", EVERY, this::ask);
    }

    static Probe start(DataSource database) {
        return new Probe(database);
    }

    Health health() {
        return health;
    }

    void sawFailure() {
        health = DOWN;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void ask() {
        try (var connection = database.getConnection()) {
            health = connection.isValid((int) EVERY.toSeconds()) ? UP : DOWN;
        } catch (SQLException e) {
            if (health.isUp()) {
                log.warn("The database does not answer: {}", e.getMessage());
            }
            health = DOWN;
        }
    }
}
