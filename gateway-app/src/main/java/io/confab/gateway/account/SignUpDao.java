package io.confab.gateway.account;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.profile.DisplayName;
import io.confab.gateway.profile.TagsJson;
import io.confab.schemas.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code sign_ups}. One that has expired is as good as gone. */
final class SignUpDao {
    private static final String SELECT = "SELECT user_id, username, email, password_hash, display_name, tags,"
            + " code_hash, code_tries, code_expires_at, created_at, expires_at FROM sign_ups";

    /** False if the username is another's. */
    boolean insert(Transaction tx, SignUp signUp) {
        boolean taken = tx.sql()
                .createQuery("SELECT 1 FROM users WHERE username = :username"
                        + " UNION ALL SELECT 1 FROM sign_ups WHERE username = :username AND expires_at > :now")
                .bind("username", signUp.username().value())
                .bind("now", Rows.time(signUp.createdAt()))
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
        if (taken) {
            return false;
        }
        tx.sql()
                .createUpdate("DELETE FROM sign_ups WHERE username = :username")
                .bind("username", signUp.username().value())
                .execute();
        tx.sql()
                .createUpdate("INSERT INTO sign_ups (user_id, username, email, email_key, password_hash, display_name,"
                        + " tags, code_tries, created_at, expires_at)"
                        + " VALUES (:userId, :username, :email, :emailKey, :passwordHash, :displayName,"
                        + " CAST(:tags AS JSONB), 0, :createdAt, :expiresAt)")
                .bind("userId", signUp.userId().value())
                .bind("username", signUp.username().value())
                .bind("email", signUp.email().value())
                .bind("emailKey", signUp.email().key())
                .bind("passwordHash", signUp.passwordHash())
                .bind("displayName", signUp.displayName().value())
                .bind("tags", TagsJson.write(signUp.tags()))
                .bind("createdAt", Rows.time(signUp.createdAt()))
                .bind("expiresAt", Rows.time(signUp.expiresAt()))
                .execute();
        return true;
    }

    Optional<SignUp> find(Transaction tx, UserId userId, Instant now) {
        return tx.sql()
                .createQuery(SELECT + " WHERE user_id = :userId AND expires_at > :now")
                .bind("userId", userId.value())
                .bind("now", Rows.time(now))
                .map((row, context) -> signUp(row))
                .findOne();
    }

    Optional<SignUp> find(Transaction tx, Username username, Instant now) {
        return tx.sql()
                .createQuery(SELECT + " WHERE username = :username AND expires_at > :now")
                .bind("username", username.value())
                .bind("now", Rows.time(now))
                .map((row, context) -> signUp(row))
                .findOne();
    }

    /** The newest first. */
    List<SignUp> list(Transaction tx, EmailAddress email, Instant now) {
        return tx.sql()
                .createQuery(SELECT + " WHERE email_key = :emailKey AND expires_at > :now"
                        + " ORDER BY created_at DESC, user_id")
                .bind("emailKey", email.key())
                .bind("now", Rows.time(now))
                .map((row, context) -> signUp(row))
                .list();
    }

    void putCode(Transaction tx, UserId userId, Codes.Stored code) {
        tx.sql()
                .createUpdate("UPDATE sign_ups SET code_hash = :hash, code_tries = :tries, code_expires_at = :expiresAt"
                        + " WHERE user_id = :userId")
                .bind("hash", code.hash())
                .bind("tries", code.tries())
                .bind("expiresAt", Rows.time(code.expiresAt()))
                .bind("userId", userId.value())
                .execute();
    }

    void countTry(Transaction tx, EmailAddress email) {
        tx.sql()
                .createUpdate("UPDATE sign_ups SET code_tries = code_tries + 1 WHERE email_key = :emailKey")
                .bind("emailKey", email.key())
                .execute();
    }

    void deleteAll(Transaction tx, EmailAddress email) {
        tx.sql()
                .createUpdate("DELETE FROM sign_ups WHERE email_key = :emailKey")
                .bind("emailKey", email.key())
                .execute();
    }

    void deleteExpired(Transaction tx, Instant now) {
        tx.sql()
                .createUpdate("DELETE FROM sign_ups WHERE expires_at <= :now")
                .bind("now", Rows.time(now))
                .execute();
    }

    private static SignUp signUp(ResultSet row) throws SQLException {
        var code = row.getString("code_hash") == null
                ? Optional.<Codes.Stored>empty()
                : Optional.of(new Codes.Stored(
                        row.getString("code_hash"), row.getInt("code_tries"), Rows.instant(row, "code_expires_at")));
        return new SignUp(
                new UserId(Rows.uuid(row, "user_id")),
                new Username(row.getString("username")),
                new EmailAddress(row.getString("email")),
                row.getString("password_hash"),
                new DisplayName(row.getString("display_name")),
                TagsJson.read(row.getString("tags")),
                code,
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"));
    }
}
