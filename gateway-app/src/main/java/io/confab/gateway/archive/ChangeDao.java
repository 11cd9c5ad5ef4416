package io.confab.gateway.archive;

import io.confab.gateway.Words;
import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.chat.History;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationDelivered;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what changes a conversation or a message that is there, one by one. A row takes no change that is older than its last
 * one; nor do the reactions to a message.
 */
final class ChangeDao implements ChatEvent.Visitor<Void> {
    private static final String OF_MESSAGE =
            " WHERE conversation_id = :conversation AND seq = :seq AND version < :version";

    private final Transaction tx;

    ChangeDao(Transaction tx) {
        this.tx = tx;
    }

    /** Opened anew: whoever is in it is back. */
    @Override
    public Void conversationCreated(ConversationCreated event) {
        tx.sql()
                .createUpdate("""
                        UPDATE conversation_members SET left_at = NULL, version = :version
                        WHERE conversation_id = :conversation AND version < :version""")
                .bind("conversation", event.conversationId().value())
                .bind("version", event.version().orElseThrow())
                .execute();
        return null;
    }

    @Override
    public Void conversationChanged(ConversationChanged event) {
        tx.sql()
                .createUpdate("""
                        UPDATE conversations SET title = :title, version = :version
                        WHERE conversation_id = :conversation AND version < :version""")
                .bind("conversation", event.conversationId().value())
                .bind("title", event.title())
                .bind("version", event.version())
                .execute();
        return null;
    }

    @Override
    public Void memberAdded(MemberAdded event) {
        long before = seq(event.joinedAfter());
        tx.sql()
                .createUpdate("""
                        INSERT INTO conversation_members AS m (conversation_id, user_id, username, display_name, role,
                            place, read_seq, version, joined_seq, hidden_seq)
                        SELECT :conversation, :user, :username, :displayName, :role,
                            COALESCE(MAX(place), -1) + 1, 0, :version, :joined, :hidden
                        FROM conversation_members WHERE conversation_id = :conversation
                        ON CONFLICT (conversation_id, user_id) DO UPDATE SET
                            username = excluded.username, display_name = excluded.display_name, role = excluded.role,
                            place = excluded.place, version = excluded.version, joined_seq = excluded.joined_seq,
                            hidden_seq = excluded.hidden_seq, left_at = NULL
                        WHERE m.version < excluded.version""")
                .bind("conversation", event.conversationId().value())
                .bind("user", event.userId().value())
                .bind("username", event.username())
                .bind("displayName", event.displayName())
                .bind("role", event.role().name().toLowerCase(Locale.ROOT))
                .bind("version", event.version())
                .bind("joined", before)
                .bind("hidden", event.history() == History.ALL ? 0 : before)
                .execute();
        return null;
    }

    /** A direct conversation has ended for both. */
    @Override
    public Void memberRemoved(MemberRemoved event) {
        tx.sql()
                .createUpdate("""
                        UPDATE conversation_members SET left_at = :at, joined_seq = :seq, version = :version
                        WHERE conversation_id = :conversation AND version < :version
                            AND (user_id = :user OR EXISTS (SELECT 1 FROM conversations c
                                WHERE c.conversation_id = :conversation AND c.kind = 'direct'))""")
                .bind("conversation", event.conversationId().value())
                .bind("user", event.userId().value())
                .bind("at", Rows.time(event.at()))
                .bind("seq", seq(event.leftAfter()))
                .bind("version", event.version())
                .execute();
        return null;
    }

    @Override
    public Void memberChanged(MemberChanged event) {
        tx.sql()
                .createUpdate("""
                        UPDATE conversation_members SET role = :role, version = :version
                        WHERE conversation_id = :conversation AND user_id = :user AND version < :version""")
                .bind("conversation", event.conversationId().value())
                .bind("user", event.userId().value())
                .bind("role", event.role().name().toLowerCase(Locale.ROOT))
                .bind("version", event.version())
                .execute();
        return null;
    }

    @Override
    public Void conversationMuted(ConversationMuted event) {
        tx.sql()
                .createUpdate("""
                        UPDATE conversation_members SET muted_until = :until, muted_version = :version
                        WHERE conversation_id = :conversation AND user_id = :user AND muted_version < :version""")
                .bind("conversation", event.conversationId().value())
                .bind("user", event.userId().value())
                .bind("until", event.until().map(Rows::time).orElse(null))
                .bind("version", event.version())
                .execute();
        return null;
    }

    @Override
    public Void messageEdited(MessageEdited event) {
        tx.sql()
                .createUpdate("UPDATE messages SET text = :text, words = CAST(:words AS TSVECTOR), edited_at = :at,"
                        + " version = :version" + OF_MESSAGE)
                .bind("conversation", event.conversationId().value())
                .bind("seq", event.seq().value())
                .bind("version", event.version())
                .bind("text", event.text())
                .bind("words", Words.of(event.text()).asVector())
                .bind("at", Rows.time(event.at()))
                .execute();
        return null;
    }

    /** What it said is gone for good. */
    @Override
    public Void messageDeleted(MessageDeleted event) {
        int deleted = tx.sql()
                .createUpdate("UPDATE messages SET text = '', words = CAST('' AS TSVECTOR), edited_at = NULL,"
                        + " deleted_at = :at, version = :version" + OF_MESSAGE)
                .bind("conversation", event.conversationId().value())
                .bind("seq", event.seq().value())
                .bind("version", event.version())
                .bind("at", Rows.time(event.at()))
                .execute();
        if (deleted > 0) {
            tx.sql()
                    .createUpdate("DELETE FROM message_reactions WHERE conversation_id = :conversation AND seq = :seq")
                    .bind("conversation", event.conversationId().value())
                    .bind("seq", event.seq().value())
                    .execute();
        }
        return null;
    }

    /** Beside those with the same emoji, if there are any. */
    @Override
    public Void reactionAdded(ReactionAdded event) {
        if (isNews(event.conversationId(), event.seq(), event.version())) {
            tx.sql()
                    .createUpdate("""
                            INSERT INTO message_reactions (conversation_id, seq, emoji, user_id, version, place)
                            SELECT :conversation, :seq, :emoji, :user, :version, COALESCE(MIN(place), :version)
                            FROM message_reactions
                            WHERE conversation_id = :conversation AND seq = :seq AND emoji = :emoji""")
                    .bind("conversation", event.conversationId().value())
                    .bind("seq", event.seq().value())
                    .bind("emoji", event.emoji())
                    .bind("user", event.userId().value())
                    .bind("version", event.version())
                    .execute();
        }
        return null;
    }

    @Override
    public Void reactionRemoved(ReactionRemoved event) {
        if (isNews(event.conversationId(), event.seq(), event.version())) {
            tx.sql()
                    .createUpdate("""
                            DELETE FROM message_reactions
                            WHERE conversation_id = :conversation AND seq = :seq AND emoji = :emoji AND user_id = :user""")
                    .bind("conversation", event.conversationId().value())
                    .bind("seq", event.seq().value())
                    .bind("emoji", event.emoji())
                    .bind("user", event.userId().value())
                    .execute();
        }
        return null;
    }

    /** Whether the message is there and has not seen that version; from now on it has. */
    private boolean isNews(ConversationId conversation, Seq seq, long version) {
        return tx.sql()
                        .createUpdate("UPDATE messages SET version = :version" + OF_MESSAGE)
                        .bind("conversation", conversation.value())
                        .bind("seq", seq.value())
                        .bind("version", version)
                        .execute()
                > 0;
    }

    @Override
    public Void messageSent(MessageSent event) {
        throw new IllegalArgumentException("a message changes no conversation");
    }

    @Override
    public Void conversationRead(ConversationRead event) {
        throw new IllegalArgumentException("a read mark changes no conversation");
    }

    @Override
    public Void conversationDelivered(ConversationDelivered event) {
        throw new IllegalArgumentException("a mark changes no conversation");
    }

    private static long seq(Optional<Seq> last) {
        return last.map(Seq::value).orElse(0L);
    }
}
