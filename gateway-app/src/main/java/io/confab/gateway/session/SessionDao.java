package io.confab.gateway.session;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code sessions}. */
final class SessionDao {
    private static final String COLUMNS = "session_id, user_id, device, refresh_hash, created_at, used_at, expires_at";

    void insert(Transaction tx, Session session) {
        tx.sql()
                .createUpdate("INSERT INTO sessions (" + COLUMNS + ")"
                        + " VALUES (:id, :userId, :device, :hash, :createdAt, :usedAt, :expiresAt)")
                .bind("id", session.sessionId().value())
                .bind("userId", session.userId().value())
                .bind("device", session.device())
                .bind("hash", session.refreshHash())
                .bind("createdAt", Rows.time(session.createdAt()))
                .bind("usedAt", Rows.time(session.usedAt()))
                .bind("expiresAt", Rows.time(session.expiresAt()))
                .execute();
    }

    Optional<Session> find(Transaction tx, SessionId id, Instant now) {
        return tx.sql()
                .createQuery("SELECT " + COLUMNS + " FROM sessions WHERE session_id = :id AND expires_at > :now")
                .bind("id", id.value())
                .bind("now", Rows.time(now))
                .map((row, context) -> session(row))
                .findOne();
    }

    /** The most lately used first. */
    List<Session> list(Transaction tx, UserId userId, Instant now) {
        return tx.sql()
                .createQuery("SELECT " + COLUMNS + " FROM sessions WHERE user_id = :userId AND expires_at > :now"
                        + " ORDER BY used_at DESC, session_id")
                .bind("userId", userId.value())
                .bind("now", Rows.time(now))
                .map((row, context) -> session(row))
                .list();
    }

    void renew(Transaction tx, SessionId id, String refreshHash, Instant usedAt, Instant expiresAt) {
        tx.sql()
                .createUpdate("UPDATE sessions SET refresh_hash = :hash, used_at = :usedAt, expires_at = :expiresAt"
                        + " WHERE session_id = :id")
                .bind("id", id.value())
                .bind("hash", refreshHash)
                .bind("usedAt", Rows.time(usedAt))
                .bind("expiresAt", Rows.time(expiresAt))
                .execute();
    }

    boolean delete(Transaction tx, UserId userId, SessionId id) {
        return tx.sql()
                        .createUpdate("DELETE FROM sessions WHERE session_id = :id AND user_id = :userId")
                        .bind("id", id.value())
                        .bind("userId", userId.value())
                        .execute()
                == 1;
    }

    Set<SessionId> deleteAll(Transaction tx, UserId userId) {
        var ids = tx.sql()
                .createQuery("DELETE FROM sessions WHERE user_id = :userId RETURNING session_id")
                .bind("userId", userId.value())
                .mapTo(UUID.class)
                .list();
        var ended = new HashSet<SessionId>();
        ids.forEach(id -> ended.add(new SessionId(id)));
        return ended;
    }

    int deleteExpired(Transaction tx, Instant now) {
        return tx.sql()
                .createUpdate("DELETE FROM sessions WHERE expires_at <= :now")
                .bind("now", Rows.time(now))
                .execute();
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(Rows.uuid(row, "session_id")),
                new UserId(Rows.uuid(row, "user_id")),
                row.getString("device"),
                row.getString("refresh_hash"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "used_at"),
                Rows.instant(row, "expires_at"));
    }
}
