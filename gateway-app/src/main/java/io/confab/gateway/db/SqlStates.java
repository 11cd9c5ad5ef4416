package io.confab.gateway.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;

/** What the SQLSTATE of a failure means for us. */
final class SqlStates {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";

    private static final List<String> AWAY = List.of("08", "53", "57P", "40003");

    private SqlStates() {}

    static Optional<SQLException> cause(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /** Others were in the way, nothing was done, and the same work may succeed if it is tried again. */
    static boolean isConflict(SQLException e) {
        return SERIALIZATION_FAILURE.equals(e.getSQLState()) || DEADLOCK.equals(e.getSQLState());
    }

    /** The database is away, going or full: connection lost (08), resources (53), shutting down (57P), result unknown (40003). */
    static boolean isAway(SQLException e) {
        if (e instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = e.getSQLState();
        return state != null && AWAY.stream().anyMatch(state::startsWith);
    }
}
