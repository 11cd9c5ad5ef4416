package io.confab.gateway.command;

import io.confab.gateway.Unavailable;
import io.confab.gateway.db.Database;
import io.confab.gateway.db.Rows;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a sender used a {@code clientMessageId} before, as the archive knows. The topology tells a second use within one
 * conversation; conversations know nothing of each other. Safe for any thread.
 */
public final class UsedClientMessageIds {
    private static final Logger log = LoggerFactory.getLogger(UsedClientMessageIds.class);

    /** As long as the topology remembers them. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;
    private final Counter skipped;

    public UsedClientMessageIds(Database database, InstantSource clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.skipped = metrics.counter("confab.gateway.client.message.checks.skipped");
    }

    /**
     * Whether {@code sender} sent a message by this id in another conversation lately. False where the database is away:
     * sending does not depend on it.
     */
    boolean elsewhere(UserId sender, ClientMessageId id, ConversationId here) {
        if (!database.health().isUp()) {
            skipped.increment();
            return false;
        }
        try {
            return database.read(tx -> tx.sql()
                    .createQuery("SELECT EXISTS (SELECT 1 FROM messages WHERE sender_id = :sender"
                            + " AND client_message_id = :id AND conversation_id <> :here AND sent_at > :since)")
                    .bind("sender", sender.value())
                    .bind("id", id.value())
                    .bind("here", here.value())
                    .bind("since", Rows.time(clock.instant().minus(REMEMBERED)))
                    .mapTo(Boolean.class)
                    .one());
        } catch (Unavailable e) {
            skipped.increment();
            log.warn("A clientMessageId is not looked up elsewhere: {}", e.getMessage());
            return false;
        }
    }
}
