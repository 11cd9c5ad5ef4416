package io.confab.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.gateway.db.Database;
import io.confab.gateway.world.MailCatcher;
import io.confab.gateway.world.World;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails that were ordered are sent, whatever goes away meanwhile. */
class OutboxIT {
    private final String kind = "TEST-" + UUID.randomUUID().toString().substring(0, 8);
    private final String recipient = kind + "@example.org";
    private final MailCatcher catcher = MailCatcher.start();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Settings settings = World.ofAccounts()
            .settings()
            .with(Map.of("confab.gateway.mail.host", "127.0.0.1", "confab.gateway.mail.port", "" + catcher.port()));
    private final Database database = Database.open(settings, new Random(1), metrics);
    private final MailWriter writer = order -> List.of(new Mail(order.recipient(), "Grüße", "One\n.\n12345678\n"));

    @AfterEach
    void close() {
        database.close();
        catcher.close();
    }

    @Test
    void a_mail_arrives_as_it_was_written() {
        try (var outbox = start()) {
            outbox.writes(kind, writer);
            order(outbox);

            var mail = catcher.await(recipient, 1);

            assertThat(mail.subject()).isEqualTo("Grüße");
            assertThat(mail.text()).isEqualToNormalizingNewlines("One\n.\n12345678\n");
            assertThat(mail.code()).isEqualTo("12345678");
        }
    }

    @Test
    void an_order_that_was_rolled_back_is_none() {
        try (var outbox = start()) {
            outbox.writes(kind, writer);
            assertThatThrownBy(() -> database.transact(tx -> {
                        outbox.order(tx, kind, "rolled-back-" + recipient, Optional.empty());
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            order(outbox);

            catcher.await(recipient, 1);

            assertThat(catcher.to("rolled-back-" + recipient)).isEmpty();
        }
    }

    @Test
    void a_mail_server_that_refuses_gets_the_mail_later_and_once() {
        catcher.refuse(true);
        try (var outbox = start()) {
            outbox.writes(kind, writer);
            order(outbox);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> metrics.counter("confab.gateway.mails", "outcome", "failed")
                                    .count()
                            > 0);
            catcher.refuse(false);

            catcher.await(recipient, 1);
            awaitDone();

            assertThat(catcher.to(recipient)).hasSize(1);
        }
    }

    @Test
    void an_order_outlives_the_process_that_took_it() {
        try (var outbox = start()) {
            order(outbox);
        }
        assertThat(orders()).isEqualTo(1);

        try (var next = start()) {
            next.writes(kind, writer);
            next.sendSoon();

            catcher.await(recipient, 1);
            awaitDone();
        }
    }

    @Test
    void two_gateways_send_each_mail_once() {
        try (var one = start();
                var two = start()) {
            one.writes(kind, writer);
            two.writes(kind, writer);
            for (int i = 0; i < 20; i++) {
                order(one);
                two.sendSoon();
            }

            awaitDone();

            assertThat(catcher.to(recipient)).hasSize(20);
        }
    }

    private Outbox start() {
        return Outbox.start(database, settings, Clock.systemUTC(), new Random(), metrics);
    }

    private void order(Outbox outbox) {
        database.transact(tx -> outbox.order(tx, kind, recipient, Optional.empty()));
        outbox.sendSoon();
    }

    private void awaitDone() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> orders() == 0);
    }

    private long orders() {
        return database.read(tx -> tx.sql()
                .createQuery("SELECT count(*) FROM mail_orders WHERE kind = :kind")
                .bind("kind", kind)
                .mapTo(Long.class)
                .one());
    }
}
