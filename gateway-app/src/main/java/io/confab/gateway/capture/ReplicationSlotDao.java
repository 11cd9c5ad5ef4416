package io.confab.gateway.capture;

import io.confab.gateway.Unavailable;
import io.confab.gateway.db.DatabaseSettings;
import io.confab.schemas.setting.Secret;
import io.confab.schemas.setting.Settings;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The place in PostgreSQL's log that the server keeps for us while nobody captures. */
final class ReplicationSlotDao {
    private final String url;
    private final Properties login = new Properties();
    private final String name;

    ReplicationSlotDao(Settings settings) {
        url = settings.get(DatabaseSettings.URL);
        name = settings.get(CaptureSettings.SLOT_NAME);
        login.setProperty("user", EngineProperties.user(settings));
        EngineProperties.password(settings).map(Secret::reveal).ifPresent(text -> login.setProperty("password", text));
        login.setProperty("ApplicationName", "confab-capture");
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "10");
    }

    /**
     * Whether it is there, with the log since. A server lets go of a log that grows beyond {@code max_slot_wal_keep_size}.
     * Throws {@link Unavailable} if the database is away.
     */
    boolean isUsable() {
        var sql = "SELECT 1 FROM pg_replication_slots WHERE slot_name = ? AND wal_status <> 'lost'";
        try (var connection = DriverManager.getConnection(url, login);
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new Unavailable("the replication slot can't be looked at", e);
        }
    }

    /** Drops it if it is there. Throws {@link Unavailable} if the database is away, or somebody reads from the slot. */
    void drop() {
        var sql = "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?";
        try (var connection = DriverManager.getConnection(url, login);
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException e) {
            throw new Unavailable("the replication slot can't be dropped", e);
        }
    }
}
