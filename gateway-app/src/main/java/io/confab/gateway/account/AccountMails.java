package io.confab.gateway.account;

import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.RateLimits;
import io.confab.gateway.mail.Mail;
import io.confab.gateway.mail.MailWriter;
import io.confab.gateway.mail.Outbox;
import io.confab.schemas.id.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the mails about accounts. Codes are drawn here, when a mail is about to be sent: a second attempt has a new code,
 * and none is ever stored in clear.
 */
final class AccountMails {
    private static final Logger log = LoggerFactory.getLogger(AccountMails.class);

    /** Sign-ups of one address that get their code again. */
    private static final int MOST_AT_ONCE = 3;

    private final Database database;
    private final SignUpDao signUps = new SignUpDao();
    private final CredentialDao credentials = new CredentialDao();
    private final Codes codes;
    private final RateLimits limits;
    private final MailTexts texts;
    private final InstantSource clock;

    AccountMails(Database database, Codes codes, RateLimits limits, MailTexts texts, InstantSource clock) {
        this.database = database;
        this.codes = codes;
        this.limits = limits;
        this.texts = texts;
        this.clock = clock;
    }

    void writeFor(Outbox outbox) {
        outbox.writes(
                MailKind.VERIFY.name(), limited(order -> verify(order.about().map(UserId::new))));
        outbox.writes(MailKind.VERIFY_AGAIN.name(), limited(order -> verifyAgain(new EmailAddress(order.recipient()))));
        outbox.writes(
                MailKind.ADDRESS_KNOWN.name(), limited(order -> addressKnown(new EmailAddress(order.recipient()))));
        outbox.writes(MailKind.RESET_PASSWORD.name(), limited(order -> reset(new EmailAddress(order.recipient()))));
        outbox.writes(MailKind.PASSWORD_CHANGED.name(), order -> List.of(texts.passwordChanged(order.recipient())));
        outbox.writes(MailKind.ACCOUNT_DELETED.name(), order -> List.of(texts.accountDeleted(order.recipient())));
    }

    /** Mails that a stranger can cause are limited for each recipient. */
    private MailWriter limited(MailWriter writer) {
        return order -> {
            try {
                if (order.attempts() == 0) {
                    limits.take(RateLimit.MAILS, new EmailAddress(order.recipient()).key());
                }
            } catch (Problem e) {
                log.info("A mail of kind {} is left out: too many to one address", order.kind());
                return List.of();
            }
            return writer.write(order);
        };
    }

    private List<Mail> verify(Optional<UserId> id) {
        return database.transaction(tx -> id.flatMap(some -> signUps.find(tx, some, clock.instant()))
                .map(signUp -> List.of(withCode(tx, signUp)))
                .orElse(List.of()));
    }

    private List<Mail> verifyAgain(EmailAddress email) {
        return database.transaction(tx -> {
            if (credentials.find(tx, email).isPresent()) {
                return List.of();
            }
            return signUps.list(tx, email, clock.instant()).stream()
                    .limit(MOST_AT_ONCE)
                    .map(signUp -> withCode(tx, signUp))
                    .toList();
        });
    }

    private Mail withCode(Transaction tx, SignUp signUp) {
        String code = codes.draw();
        signUps.putCode(tx, signUp.userId(), codes.store(signUp.userId(), code, clock.instant()));
        return texts.verify(signUp.email(), signUp.username(), code, codes.lifetime());
    }

    private List<Mail> addressKnown(EmailAddress email) {
        return database.read(tx -> credentials.find(tx, email)).stream()
                .map(account -> texts.addressKnown(account.email()))
                .toList();
    }

    private List<Mail> reset(EmailAddress email) {
        return database.transaction(tx -> credentials.find(tx, email).stream()
                .map(account -> {
                    String code = codes.draw();
                    credentials.putReset(tx, account.userId(), codes.store(account.userId(), code, clock.instant()));
                    return texts.resetPassword(account.email(), code, codes.lifetime());
                })
                .toList());
    }
}
