package io.confab.gateway.archive;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.chat.History;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.Seq;
import java.util.Locale;
import java.util.Optional;

/** Writes what changes a conversation that is there, one by one. A row takes no change that is older than its last one. */
final class ChangeDao implements ChatEvent.Visitor<Void> {
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
    public Void messageSent(MessageSent event) {
        throw new IllegalArgumentException("a message changes no conversation");
    }

    @Override
    public Void conversationRead(ConversationRead event) {
        throw new IllegalArgumentException("a read mark changes no conversation");
    }

    private static long seq(Optional<Seq> last) {
        return last.map(Seq::value).orElse(0L);
    }
}
