package io.confab.gateway.account;

import io.confab.gateway.db.Database;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.RateLimits;
import io.confab.gateway.mail.Outbox;
import io.confab.gateway.session.Sessions;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import java.util.Optional;
import java.util.Set;

/** Deleting an account. What the user wrote in conversations stays there, without a profile. */
final class Deletions {
    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Outbox outbox;
    private final RateLimits limits;
    private final CredentialDao credentials = new CredentialDao();

    Deletions(Database database, Passwords passwords, Sessions sessions, Outbox outbox, RateLimits limits) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.outbox = outbox;
        this.limits = limits;
    }

    /** Throws {@link Problem}: 403 if the password is wrong, 429 after too many wrong ones. */
    void delete(UserId userId, Password password) {
        limits.mustHave(RateLimit.FAILED_LOGINS, userId.toString());
        var account =
                database.read(tx -> credentials.find(tx, userId)).orElseThrow(() -> Problem.of(Code.INVALID_TOKEN));
        if (!passwords.matches(password, account.passwordHash())) {
            limits.take(RateLimit.FAILED_LOGINS, userId.toString());
            throw Problem.of(Code.WRONG_PASSWORD).at("/password", "The password is wrong.");
        }
        Set<SessionId> ended = database.transaction(tx -> {
            var sessionsEnded = sessions.endAll(tx, userId);
            credentials.deleteUser(tx, userId);
            outbox.order(tx, MailKind.ACCOUNT_DELETED.name(), account.email().value(), Optional.empty());
            return sessionsEnded;
        });
        sessions.announce(userId, ended);
        outbox.sendSoon();
    }
}
