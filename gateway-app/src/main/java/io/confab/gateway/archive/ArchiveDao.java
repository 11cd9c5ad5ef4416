package io.confab.gateway.archive;

import io.confab.gateway.Words;
import io.confab.gateway.archive.ArchiveBatch.Reader;
import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.id.Seq;
import java.util.Locale;
import java.util.Map;

/** Writes the archive's rows. Everything may be written again without effect. */
final class ArchiveDao {

    void write(Transaction tx, ArchiveBatch batch) {
        conversations(tx, batch);
        members(tx, batch);
        batch.changes().forEach(change -> change.accept(new ChangeDao(tx)));
        messages(tx, batch);
        batch.messageChanges().forEach(change -> change.accept(new ChangeDao(tx)));
        activities(tx, batch);
        marks(tx, "read_seq", batch.reads());
        marks(tx, "shown_read_seq", batch.shownReads());
        marks(tx, "delivered_seq", batch.deliveries());
    }

    private static void conversations(Transaction tx, ArchiveBatch batch) {
        if (batch.conversations().isEmpty()) {
            return;
        }
        try (var rows = tx.sql().prepareBatch("""
                INSERT INTO conversations (conversation_id, kind, title, created_by, created_at, last_seq, active_at)
                VALUES (:id, :kind, :title, :by, :at, 0, :at)
                ON CONFLICT (conversation_id) DO NOTHING""")) {
            for (var event : batch.conversations()) {
                rows.bind("id", event.conversationId().value())
                        .bind("kind", event.kind().name().toLowerCase(Locale.ROOT))
                        .bind("title", event.title().orElse(null))
                        .bind("by", event.createdBy().value())
                        .bind("at", Rows.time(event.at()))
                        .add();
            }
            rows.execute();
        }
    }

    private static void members(Transaction tx, ArchiveBatch batch) {
        if (batch.conversations().isEmpty()) {
            return;
        }
        try (var rows = tx.sql().prepareBatch("""
                INSERT INTO conversation_members
                    (conversation_id, user_id, username, display_name, role, place, read_seq)
                VALUES (:conversation, :user, :username, :displayName, :role, :place, 0)
                ON CONFLICT (conversation_id, user_id) DO NOTHING""")) {
            for (ConversationCreated event : batch.conversations()) {
                int place = 0;
                for (var member : event.members()) {
                    rows.bind("conversation", event.conversationId().value())
                            .bind("user", member.userId().value())
                            .bind("username", member.username())
                            .bind("displayName", member.displayName())
                            .bind("role", member.role().name().toLowerCase(Locale.ROOT))
                            .bind("place", place++)
                            .add();
                }
            }
            rows.execute();
        }
    }

    private static void messages(Transaction tx, ArchiveBatch batch) {
        if (batch.messages().isEmpty()) {
            return;
        }
        try (var rows = tx.sql().prepareBatch("""
                INSERT INTO messages
                    (conversation_id, seq, message_id, client_message_id, sender_id, text, words, reply_to, sent_at)
                VALUES (:conversation, :seq, :id, :clientId, :sender, :text, CAST(:words AS TSVECTOR), :replyTo, :at)
                ON CONFLICT (conversation_id, seq) DO NOTHING""")) {
            for (var event : batch.messages()) {
                rows.bind("conversation", event.conversationId().value())
                        .bind("seq", event.seq().value())
                        .bind("id", event.messageId().value())
                        .bind("clientId", event.clientMessageId().value())
                        .bind("sender", event.senderId().value())
                        .bind("text", event.text())
                        .bind("words", Words.of(event.text()).asVector())
                        .bind("replyTo", event.replyTo().map(seq -> seq.value()).orElse(null))
                        .bind("at", Rows.time(event.at()))
                        .add();
            }
            rows.execute();
        }
    }

    private static void activities(Transaction tx, ArchiveBatch batch) {
        if (batch.activities().isEmpty()) {
            return;
        }
        try (var rows = tx.sql().prepareBatch("""
                UPDATE conversations SET last_seq = :seq, active_at = :at
                WHERE conversation_id = :conversation AND last_seq < :seq""")) {
            batch.activities()
                    .forEach((conversation, activity) -> rows.bind("conversation", conversation.value())
                            .bind("seq", activity.lastSeq().value())
                            .bind("at", Rows.time(activity.at()))
                            .add());
            rows.execute();
        }
    }

    /** Maxima: a lower one does nothing. */
    private static void marks(Transaction tx, String column, Map<Reader, Seq> marks) {
        if (marks.isEmpty()) {
            return;
        }
        try (var rows = tx.sql()
                .prepareBatch("UPDATE conversation_members SET " + column + " = :seq"
                        + " WHERE conversation_id = :conversation AND user_id = :user AND " + column + " < :seq")) {
            marks.forEach((member, seq) -> rows.bind(
                            "conversation", member.conversationId().value())
                    .bind("user", member.userId().value())
                    .bind("seq", seq.value())
                    .add());
            rows.execute();
        }
    }
}
