package io.confab.gateway.account;

import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Problem;
import io.confab.gateway.mail.Outbox;
import io.confab.gateway.profile.NewProfile;
import io.confab.gateway.profile.Profiles;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Signing up. Nothing here tells whether an address has an account: neither what is answered nor how long it takes, since the
 * same is written in every case, and what the mail says is found out later.
 */
final class Accounts {
    private final Database database;
    private final Profiles profiles;
    private final Passwords passwords;
    private final Outbox outbox;
    private final SignUpDao signUps = new SignUpDao();
    private final CredentialDao credentials = new CredentialDao();
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Duration lifetime;

    Accounts(
            Database database,
            Profiles profiles,
            Passwords passwords,
            Outbox outbox,
            RandomGenerator random,
            InstantSource clock,
            Duration lifetime) {
        this.database = database;
        this.profiles = profiles;
        this.passwords = passwords;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Keeps the sign-up and orders its mail. Throws {@link Problem} with 409 if the username is another's. */
    void signUp(NewAccount account) {
        var now = clock.instant();
        var pending = database.read(tx -> signUps.find(tx, account.username(), now))
                .filter(signUp -> signUp.email().key().equals(account.email().key()));
        if (pending.isPresent()) {
            signUpAgain(account, pending.get());
            return;
        }
        var signUp = new SignUp(
                new UserId(Uuids.version7(now, random)),
                account.username(),
                account.email(),
                passwords.hash(account.password()),
                account.displayName(),
                account.tags(),
                Optional.empty(),
                now,
                now.plus(lifetime));
        boolean free = database.transaction(tx -> {
            if (!signUps.insert(tx, signUp)) {
                return false;
            }
            orderMail(tx, signUp);
            return true;
        });
        if (!free) {
            throw usernameTaken();
        }
        outbox.sendSoon();
    }

    /** A repeat, whose first answer was lost or whose mail didn't come; by who knows the password, or it is someone else. */
    private void signUpAgain(NewAccount account, SignUp pending) {
        if (!passwords.matches(account.password(), pending.passwordHash())) {
            throw usernameTaken();
        }
        database.transact(tx -> orderMail(tx, pending));
        outbox.sendSoon();
    }

    private void orderMail(Transaction tx, SignUp signUp) {
        boolean known = credentials.find(tx, signUp.email()).isPresent();
        var kind = known ? MailKind.ADDRESS_KNOWN : MailKind.VERIFY;
        outbox.order(
                tx,
                kind.name(),
                signUp.email().value(),
                Optional.of(signUp.userId().value()));
    }

    /** Makes the account of the sign-up that this code was sent for. Throws {@link Problem} with 422 if there is none. */
    void verify(EmailAddress email, String code) {
        var now = clock.instant();
        boolean verified = database.transaction(tx -> {
            var match = signUps.list(tx, email, now).stream()
                    .filter(signUp -> accepts(signUp, code, now))
                    .findFirst();
            if (match.isEmpty() || credentials.find(tx, email).isPresent()) {
                signUps.countTry(tx, email);
                return false;
            }
            create(tx, match.get(), now);
            return true;
        });
        if (!verified) {
            throw invalidCode();
        }
    }

    /** Orders the code again, whether or not there is anyone to get it. */
    void resend(EmailAddress email) {
        database.transact(tx -> outbox.order(tx, MailKind.VERIFY_AGAIN.name(), email.value(), Optional.empty()));
        outbox.sendSoon();
    }

    void deleteExpired() {
        database.transact(tx -> signUps.deleteExpired(tx, clock.instant()));
    }

    static Problem invalidCode() {
        return Problem.of(Code.INVALID_CODE).at("/code", "The code is wrong or has expired.");
    }

    private static boolean accepts(SignUp signUp, String code, Instant now) {
        return signUp.code()
                .map(stored -> stored.accepts(signUp.userId(), code, now))
                .orElse(false);
    }

    private void create(Transaction tx, SignUp signUp, Instant now) {
        profiles.create(
                tx,
                new NewProfile(signUp.userId(), signUp.username().value(), signUp.displayName(), signUp.tags(), now));
        credentials.insert(tx, new Credentials(signUp.userId(), signUp.email(), signUp.passwordHash()), now);
        signUps.deleteAll(tx, signUp.email());
    }

    private static Problem usernameTaken() {
        return Problem.of(Code.USERNAME_TAKEN).at("/username", "choose another name");
    }
}
