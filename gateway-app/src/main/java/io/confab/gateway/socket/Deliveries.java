package io.confab.gateway.socket;

import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.push.Push;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which messages of others went out over one socket and are not acknowledged yet, so that a cursor that is acknowledged says
 * what has arrived. Bounded: where a client acknowledges nothing the oldest are forgotten, and a later message of the same
 * conversation makes that good. A conversation is told of once a second at most. Not thread-safe.
 */
final class Deliveries {
    static final int MOST = 1_000;
    static final Duration EVERY = Duration.ofSeconds(1);

    /** Hears what has arrived. */
    @FunctionalInterface
    interface Receipts {
        void delivered(ConversationId conversation, Seq seq);
    }

    private record Sent(Cursor cursor, ConversationId conversationId, Seq seq) {}

    private final UserId user;
    private final Receipts receipts;
    private final Deque<Sent> sent = new ArrayDeque<>();

    /** What has arrived and is still to be told. */
    private final Map<ConversationId, Seq> due = new LinkedHashMap<>();

    private final Map<ConversationId, Instant> toldAt = new HashMap<>();

    Deliveries(UserId user, Receipts receipts) {
        this.user = user;
        this.receipts = receipts;
    }

    void sent(Push.Entry entry) {
        if (entry.event() instanceof MessageSent message && !message.senderId().equals(user)) {
            sent.add(new Sent(entry.cursor(), message.conversationId(), message.seq()));
            if (sent.size() > MOST) {
                sent.remove();
            }
        }
    }

    void acknowledged(Cursor cursor, Instant now) {
        while (!sent.isEmpty() && sent.element().cursor().compareTo(cursor) <= 0) {
            var arrived = sent.remove();
            due.put(arrived.conversationId(), arrived.seq());
        }
        tell(now);
    }

    /** The cursors from now on are of another epoch. */
    void forget() {
        sent.clear();
    }

    /** Tells what was held back. */
    void tell(Instant now) {
        toldAt.values().removeIf(at -> !now.isBefore(at.plus(EVERY)));
        due.entrySet().removeIf(arrived -> {
            if (toldAt.putIfAbsent(arrived.getKey(), now) != null) {
                return false;
            }
            receipts.delivered(arrived.getKey(), arrived.getValue());
            return true;
        });
    }
}
