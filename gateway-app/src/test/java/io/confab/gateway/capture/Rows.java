package io.confab.gateway.capture;

import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Writes rows as the gateway would, and asks the database about its log. */
final class Rows {
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** Returns after the commit. */
    UserId addUser(String name) throws SQLException {
        var userId = new UserId(Uuids.version7(Clock.systemUTC().instant(), RANDOM));
        run(
                "INSERT INTO users VALUES (?, ?, ?, 'a private bio', true, true, true, now(), now())",
                userId.value(),
                name + userId.toString().substring(24),
                name);
        run(
                "INSERT INTO credentials VALUES (?, ?, ?, 'a private hash', now())",
                userId.value(),
                userId + "@example.org",
                userId + "@example.org");
        return userId;
    }

    void rename(UserId userId, String displayName) throws SQLException {
        run("UPDATE users SET display_name = ? WHERE user_id = ?", displayName, userId.value());
    }

    void deleteUser(UserId userId) throws SQLException {
        run("DELETE FROM users WHERE user_id = ?", userId.value());
    }

    void tag(UserId userId, String json) throws SQLException {
        run(
                "INSERT INTO user_tags VALUES (?, ?::jsonb, now()) ON CONFLICT (user_id) DO UPDATE SET tags = excluded.tags",
                userId.value(),
                json);
    }

    void block(UserId blocker, UserId blocked, boolean active) throws SQLException {
        run(
                "INSERT INTO blocks VALUES (?, ?, ?, 1, now()) ON CONFLICT (blocker_id, blocked_id)"
                        + " DO UPDATE SET active = excluded.active, version = blocks.version + 1",
                blocker.value(),
                blocked.value(),
                active);
    }

    /** Fills the log without a change that is captured. */
    void writeElsewhere() throws SQLException {
        run("UPDATE credentials SET changed_at = now()");
    }

    /** How many bytes of the log the slot has not confirmed yet. */
    long unconfirmedBytes() throws SQLException {
        return number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) FROM pg_replication_slots");
    }

    /** Where the slot stands. */
    long confirmed() throws SQLException {
        return number("SELECT pg_wal_lsn_diff(confirmed_flush_lsn, '0/0') FROM pg_replication_slots");
    }

    /** Where the log ends. */
    long end() throws SQLException {
        return number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
    }

    /** From where on the server keeps the log for the slot. */
    long kept() throws SQLException {
        return number("SELECT pg_wal_lsn_diff(restart_lsn, '0/0') FROM pg_replication_slots");
    }

    /** All there is to say of the slot, for who looks into a failure. */
    String describeSlot() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT slot::text, pg_current_wal_lsn()::text FROM pg_replication_slots slot")) {
            return rows.next() ? rows.getString(1) + ", the log ends at " + rows.getString(2) : "none";
        }
    }

    /** Lets the server move on where it can. */
    void checkpoint() throws SQLException {
        run("CHECKPOINT");
    }

    /** As an engine leaves it that was killed within its first snapshot. */
    void createSlot() throws SQLException {
        run("SELECT pg_create_logical_replication_slot('confab', 'pgoutput')");
    }

    /** From now on a commit is written to the log and not visible before {@link #releaseCommits}. */
    void holdCommits() throws SQLException {
        run("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        run("SELECT pg_reload_conf()");
    }

    void releaseCommits() throws SQLException {
        run("ALTER SYSTEM RESET synchronous_standby_names");
        run("SELECT pg_reload_conf()");
    }

    boolean isCommitHeld() throws SQLException {
        return number("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") > 0;
    }

    boolean isSlotActive() throws SQLException {
        return number("SELECT count(*) FROM pg_replication_slots WHERE active") > 0;
    }

    /** Whether a slot is being made and waits for the end of a transaction. */
    boolean isSlotWaiting() throws SQLException {
        return slotWaitsFor() != 0;
    }

    /** The transaction; 0 if there is none. */
    long slotWaitsFor() throws SQLException {
        return number("SELECT coalesce(max(lock.transactionid::text::bigint), 0) FROM pg_locks lock"
                + " JOIN pg_stat_activity activity ON activity.pid = lock.pid WHERE activity.backend_type = 'walsender'"
                + " AND lock.locktype = 'transactionid' AND NOT lock.granted");
    }

    void dropSlot() throws SQLException {
        run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    }

    /** Ends the connection by which the log is read. */
    void cutReplication() throws SQLException {
        run("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active");
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row: " + sql);
            }
            return rows.getLong(1);
        }
    }

    private void run(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
