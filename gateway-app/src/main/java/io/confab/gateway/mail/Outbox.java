package io.confab.gateway.mail;

import io.confab.gateway.Loop;
import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails that were ordered in a transaction: once it is committed a mail is sent, however often the mail server, the
 * database or this process goes away, until the order is a day old. It may be sent twice after such an end. Several gateways
 * share the work. Safe for any thread.
 */
public final class Outbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);

    /** Longer than writing and sending can take, so that no other gateway sends the same. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration TOO_OLD = Duration.ofDays(1);
    private static final int BATCH = 20;

    private final Database database;
    private final MailOrderDao dao = new MailOrderDao();
    private final Smtp smtp;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final MeterRegistry metrics;
    private final Map<String, MailWriter> writers = new ConcurrentHashMap<>();
    private final Loop loop;

    private Outbox(Database database, Smtp smtp, InstantSource clock, RandomGenerator random, MeterRegistry metrics) {
        this.database = database;
        this.smtp = smtp;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
        loop = Loop.start("outbox", PAUSE, this::sendAllDue);
    }

    /** Begins to send. */
    public static Outbox start(
            Database database, Settings settings, InstantSource clock, RandomGenerator random, MeterRegistry metrics) {
        return new Outbox(database, new Smtp(settings), clock, random, metrics);
    }

    /** Orders of this kind are written by {@code writer}; until one is there they wait. */
    public void writes(String kind, MailWriter writer) {
        writers.put(kind, writer);
    }

    /** Orders a mail as part of {@code tx}; {@link #sendSoon} is to be called when that is committed. */
    public void order(Transaction tx, String kind, String recipient, Optional<UUID> about) {
        var now = clock.instant();
        dao.insert(tx, new MailOrder(Uuids.version7(now, random), kind, recipient, about, now, 0, now));
    }

    /** Has the sender look for orders now rather than within seconds. Returns at once. */
    public void sendSoon() {
        loop.wake();
    }

    @Override
    public void close() {
        loop.close();
    }

    private void sendAllDue() {
        int taken;
        do {
            var due = database.read(tx -> dao.due(tx, clock.instant(), BATCH));
            taken = 0;
            for (var order : due) {
                taken += take(order) ? 1 : 0;
            }
        } while (taken > 0);
    }

    /** Whether the order was ours to deal with. */
    private boolean take(MailOrder order) {
        var writer = writers.get(order.kind());
        var leased = clock.instant().plus(LEASE);
        if (writer == null || !database.transaction(tx -> dao.putOff(tx, order, leased))) {
            return false;
        }
        if (order.createdAt().plus(TOO_OLD).isBefore(clock.instant())) {
            log.error("A mail of kind {} was not sent in {}: it is given up", order.kind(), TOO_OLD);
            done(order, "given_up");
            return true;
        }
        try {
            for (var mail : writer.write(order)) {
                smtp.send(mail, clock.instant());
                count("sent");
            }
            database.transact(tx -> dao.delete(tx, order));
        } catch (AddressException | SendFailedException e) {
            refused(order, e);
        } catch (MessagingException | RuntimeException e) {
            retryLater(order, e);
        }
        return true;
    }

    /** The server took the connection but not the recipient, or there can be no such address. */
    private void refused(MailOrder order, MessagingException e) {
        if (e instanceof SendFailedException failed
                && (failed.getInvalidAddresses() == null || failed.getInvalidAddresses().length == 0)) {
            retryLater(order, e);
            return;
        }
        log.info("A mail of kind {} has a recipient that the mail server refuses", order.kind());
        done(order, "refused");
    }

    private void retryLater(MailOrder order, Exception e) {
        var wait = FIRST_RETRY.multipliedBy(1L << Math.min(order.attempts(), 12));
        var pause = wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY;
        // A mail server's words can repeat the recipient, so they are for debugging alone.
        log.warn(
                "A mail of kind {} can't be sent now ({}), and is tried again in {}",
                order.kind(),
                e.getClass().getSimpleName(),
                pause);
        log.debug("Why it can't be sent", e);
        count("failed");
        database.transact(tx -> dao.retryAt(tx, order, clock.instant().plus(pause)));
    }

    private void done(MailOrder order, String outcome) {
        count(outcome);
        database.transact(tx -> dao.delete(tx, order));
    }

    private void count(String outcome) {
        metrics.counter("confab.gateway.mails", "outcome", outcome).increment();
    }
}
