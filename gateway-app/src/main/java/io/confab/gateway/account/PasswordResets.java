package io.confab.gateway.account;

import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.http.Problem;
import io.confab.gateway.mail.Outbox;
import io.confab.gateway.session.Sessions;
import io.confab.schemas.id.SessionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Choosing a new password by an e-mailed code, for who has forgotten the old one. */
final class PasswordResets {
    private final Database database;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Outbox outbox;
    private final CredentialDao credentials = new CredentialDao();
    private final InstantSource clock;

    PasswordResets(Database database, Passwords passwords, Sessions sessions, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Orders a code, whether or not there is anyone to get it. */
    void request(EmailAddress email) {
        database.transact(tx -> outbox.order(tx, MailKind.RESET_PASSWORD.name(), email.value(), Optional.empty()));
        outbox.sendSoon();
    }

    /** Changes the password and ends every session. Throws {@link Problem} with 422 if the code is wrong in any way. */
    void confirm(EmailAddress email, String code, Password newPassword) {
        String hash = passwords.hash(newPassword);
        var now = clock.instant();
        var done = database.transaction(
                tx -> credentials.find(tx, email).flatMap(account -> change(tx, account, code, hash, now)));
        var change = done.orElseThrow(Accounts::invalidCode);
        sessions.announce(change.account().userId(), change.ended());
        outbox.sendSoon();
    }

    void deleteExpired() {
        database.transact(tx -> credentials.deleteExpiredResets(tx, clock.instant()));
    }

    private record Change(Credentials account, Set<SessionId> ended) {}

    private Optional<Change> change(Transaction tx, Credentials account, String code, String hash, Instant now) {
        var userId = account.userId();
        boolean accepted = credentials
                .findReset(tx, userId)
                .map(stored -> stored.accepts(userId, code, now))
                .orElse(false);
        if (!accepted) {
            credentials.countResetTry(tx, userId);
            return Optional.empty();
        }
        credentials.deleteReset(tx, userId);
        credentials.putPassword(tx, userId, hash, now);
        outbox.order(tx, MailKind.PASSWORD_CHANGED.name(), account.email().value(), Optional.of(userId.value()));
        return Optional.of(new Change(account, sessions.endAll(tx, userId)));
    }
}
