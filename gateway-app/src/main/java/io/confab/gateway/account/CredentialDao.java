package io.confab.gateway.account;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The tables {@code credentials} and {@code password_resets}, and what a login looks through. */
final class CredentialDao {
    private static final String SELECT = "SELECT user_id, email, password_hash FROM credentials";

    void insert(Transaction tx, Credentials credentials, Instant at) {
        tx.sql()
                .createUpdate("INSERT INTO credentials (user_id, email, email_key, password_hash, changed_at)"
                        + " VALUES (:userId, :email, :emailKey, :passwordHash, :at)")
                .bind("userId", credentials.userId().value())
                .bind("email", credentials.email().value())
                .bind("emailKey", credentials.email().key())
                .bind("passwordHash", credentials.passwordHash())
                .bind("at", Rows.time(at))
                .execute();
    }

    Optional<Credentials> find(Transaction tx, UserId userId) {
        return tx.sql()
                .createQuery(SELECT + " WHERE user_id = :userId")
                .bind("userId", userId.value())
                .map((row, context) -> credentials(row))
                .findOne();
    }

    Optional<Credentials> find(Transaction tx, EmailAddress email) {
        return tx.sql()
                .createQuery(SELECT + " WHERE email_key = :emailKey")
                .bind("emailKey", email.key())
                .map((row, context) -> credentials(row))
                .findOne();
    }

    /** Looks through accounts and sign-ups by one query, whatever is there, so that it takes the same time. */
    Optional<LoginRow> findLogin(Transaction tx, LoginName login, Instant now) {
        return tx.sql()
                .createQuery(
                        login.isEmail() ? loginBy("c.email_key", "s.email_key") : loginBy("u.username", "s.username"))
                .bind("login", login.key())
                .bind("now", Rows.time(now))
                .map((row, context) -> new LoginRow(
                        new UserId(Rows.uuid(row, "user_id")),
                        row.getString("password_hash"),
                        row.getBoolean("verified")))
                .findOne();
    }

    /** Each half goes by an index, which it would not by either of two columns. */
    private static String loginBy(String accountColumn, String signUpColumn) {
        return "SELECT user_id, password_hash, verified FROM ("
                + " SELECT c.user_id, c.password_hash, true AS verified, c.changed_at AS since"
                + " FROM credentials c JOIN users u ON u.user_id = c.user_id WHERE " + accountColumn + " = :login"
                + " UNION ALL"
                + " SELECT s.user_id, s.password_hash, false AS verified, s.created_at AS since"
                + " FROM sign_ups s WHERE " + signUpColumn + " = :login AND s.expires_at > :now"
                + ") AS logins ORDER BY verified DESC, since DESC LIMIT 1";
    }

    void putPassword(Transaction tx, UserId userId, String passwordHash, Instant at) {
        tx.sql()
                .createUpdate("UPDATE credentials SET password_hash = :passwordHash, changed_at = :at"
                        + " WHERE user_id = :userId")
                .bind("passwordHash", passwordHash)
                .bind("at", Rows.time(at))
                .bind("userId", userId.value())
                .execute();
    }

    void putReset(Transaction tx, UserId userId, Codes.Stored code) {
        tx.sql()
                .createUpdate("INSERT INTO password_resets (user_id, code_hash, code_tries, code_expires_at)"
                        + " VALUES (:userId, :hash, :tries, :expiresAt)"
                        + " ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash,"
                        + " code_tries = excluded.code_tries, code_expires_at = excluded.code_expires_at")
                .bind("userId", userId.value())
                .bind("hash", code.hash())
                .bind("tries", code.tries())
                .bind("expiresAt", Rows.time(code.expiresAt()))
                .execute();
    }

    Optional<Codes.Stored> findReset(Transaction tx, UserId userId) {
        return tx.sql()
                .createQuery("SELECT code_hash, code_tries, code_expires_at FROM password_resets"
                        + " WHERE user_id = :userId")
                .bind("userId", userId.value())
                .map((row, context) -> new Codes.Stored(
                        row.getString("code_hash"), row.getInt("code_tries"), Rows.instant(row, "code_expires_at")))
                .findOne();
    }

    void countResetTry(Transaction tx, UserId userId) {
        tx.sql()
                .createUpdate("UPDATE password_resets SET code_tries = code_tries + 1 WHERE user_id = :userId")
                .bind("userId", userId.value())
                .execute();
    }

    void deleteReset(Transaction tx, UserId userId) {
        tx.sql()
                .createUpdate("DELETE FROM password_resets WHERE user_id = :userId")
                .bind("userId", userId.value())
                .execute();
    }

    void deleteExpiredResets(Transaction tx, Instant now) {
        tx.sql()
                .createUpdate("DELETE FROM password_resets WHERE code_expires_at <= :now")
                .bind("now", Rows.time(now))
                .execute();
    }

    /** The user, and all that hangs on it: credentials, tags, blocks, sessions. */
    void deleteUser(Transaction tx, UserId userId) {
        tx.sql()
                .createUpdate("DELETE FROM users WHERE user_id = :userId")
                .bind("userId", userId.value())
                .execute();
    }

    private static Credentials credentials(ResultSet row) throws SQLException {
        return new Credentials(
                new UserId(Rows.uuid(row, "user_id")),
                new EmailAddress(row.getString("email")),
                row.getString("password_hash"));
    }
}
