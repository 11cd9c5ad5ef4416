package io.confab.gateway.account;

import io.confab.gateway.db.Database;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.RateLimits;
import io.confab.gateway.session.Login;
import io.confab.gateway.session.Sessions;
import java.time.InstantSource;

/** Logging in. It takes the same time for a login that nobody has, and wrong passwords for one login are limited. */
final class Logins {
    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final RateLimits limits;
    private final CredentialDao credentials = new CredentialDao();
    private final InstantSource clock;

    Logins(Database database, Passwords passwords, Sessions sessions, RateLimits limits, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /** Throws {@link Problem}: 401 if it doesn't fit, 403 before verification, 429 after too many that didn't fit. */
    Login logIn(LoginName name, Password password, String device) {
        limits.mustHave(RateLimit.FAILED_LOGINS, name.key());
        var found = database.read(tx -> credentials.findLogin(tx, name, clock.instant()));
        if (found.isEmpty()) {
            passwords.matchNobodys(password);
            throw failed(name);
        }
        var row = found.get();
        if (!passwords.matches(password, row.passwordHash())) {
            throw failed(name);
        }
        if (!row.verified()) {
            throw Problem.of(Code.NOT_VERIFIED).detail("Verify your e-mail address first: enter the code we sent.");
        }
        var better = passwords.isOutdated(row.passwordHash()) ? passwords.hash(password) : row.passwordHash();
        return database.transaction(tx -> {
            // A reset in between changed the hash and ended all sessions: a new one must not slip through.
            var now = credentials.find(tx, row.userId()).filter(row::isSame).orElseThrow(() -> failed(name));
            if (!better.equals(now.passwordHash())) {
                credentials.putPassword(tx, row.userId(), better, clock.instant());
            }
            return sessions.open(tx, row.userId(), device);
        });
    }

    private Problem failed(LoginName name) {
        limits.take(RateLimit.FAILED_LOGINS, name.key());
        return Problem.of(Code.INVALID_CREDENTIALS);
    }
}
