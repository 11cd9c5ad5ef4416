package io.confab.gateway.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.confab.gateway.Words;
import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.query.ConversationItem.MemberItem;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Reads the archive as one member sees it: in groups, without those whom the member blocks now, and without what was said
 * before, where the group's history is for those who were there.
 */
final class QueryDao {
    private static final String NOT_BLOCKED = "NOT EXISTS (SELECT 1 FROM blocks b"
            + " WHERE b.blocker_id = :me AND b.blocked_id = x.sender_id AND b.active)";

    /** What {@code :me}, who is its member {@code m}, sees of the messages {@code x} of the conversation {@code c}. */
    private static final String VISIBLE = " x.seq > m.hidden_seq AND (c.kind = 'direct' OR " + NOT_BLOCKED + ") ";

    /** What {@code :me} may know of how far the member {@code m} has read: all of oneself, nothing of whom one blocks. */
    private static final String SHOWN_READ = "CASE WHEN m.user_id = :me THEN m.read_seq"
            + " WHEN EXISTS (SELECT 1 FROM blocks b"
            + " WHERE b.blocker_id = :me AND b.blocked_id = m.user_id AND b.active) THEN 0"
            + " ELSE m.shown_read_seq END";

    /** The same of what has arrived. What is known to be read has. */
    private static final String DELIVERED = "CASE WHEN m.user_id <> :me AND EXISTS (SELECT 1 FROM blocks b"
            + " WHERE b.blocker_id = :me AND b.blocked_id = m.user_id AND b.active) THEN 0"
            + " ELSE GREATEST(m.delivered_seq, m.shown_read_seq) END";

    /** What was said while one was no member counts as read. */
    private static final String READ = "GREATEST(m.read_seq, m.joined_seq)";

    private static final String CONVERSATION = "SELECT c.conversation_id, c.kind, c.title, c.created_at, c.last_seq,"
            + " c.active_at, " + READ + " AS read_seq, (SELECT COUNT(*) FROM messages x"
            + " WHERE x.conversation_id = c.conversation_id AND x.seq > " + READ + " AND x.sender_id <> :me"
            + " AND x.deleted_at IS NULL AND " + NOT_BLOCKED
            + ") AS unread, CASE WHEN m.muted_until > CURRENT_TIMESTAMP THEN m.muted_until END AS muted_until"
            + " FROM conversation_members m JOIN conversations c ON c.conversation_id = m.conversation_id"
            + " WHERE m.user_id = :me AND m.left_at IS NULL ";

    private static final String MESSAGE =
            "SELECT x.conversation_id, x.seq, x.message_id, x.sender_id, x.text, x.reply_to, x.sent_at,"
                    + " x.edited_at, x.deleted_at"
                    + " FROM messages x JOIN conversations c ON c.conversation_id = x.conversation_id"
                    + " JOIN conversation_members m ON m.conversation_id = x.conversation_id AND m.user_id = :me"
                    + " WHERE" + VISIBLE;

    private static final String MESSAGE_HERE = MESSAGE + "AND x.conversation_id = :conversation ";

    /** Of all conversations that one is in. */
    private static final String MESSAGE_FOUND =
            MESSAGE + "AND m.left_at IS NULL AND x.words @@ CAST(:words AS TSQUERY) ";

    /** Where a conversation stands in the list, newest activity first. */
    record Place(Instant activeAt, UUID conversationId) {}

    /** Where a message stands among those that were found, newest first. */
    record Finding(Instant sentAt, UUID messageId) {}

    /** Whether the user is a member now; empty for who never was. */
    Optional<Boolean> isMember(Transaction tx, ConversationId conversation, UserId me) {
        return tx.sql()
                .createQuery("SELECT left_at IS NULL FROM conversation_members"
                        + " WHERE conversation_id = :conversation AND user_id = :me")
                .bind("conversation", conversation.value())
                .bind("me", me.value())
                .mapTo(Boolean.class)
                .findOne();
    }

    /** Newest activity first; without members and last message. */
    List<ConversationItem> conversations(Transaction tx, UserId me, Optional<Place> after, int most) {
        var query = tx.sql()
                .createQuery(CONVERSATION
                        + (after.isPresent() ? "AND (c.active_at, c.conversation_id) < (:activeAt, :after) " : "")
                        + "ORDER BY c.active_at DESC, c.conversation_id DESC LIMIT :most")
                .bind("me", me.value())
                .bind("most", most);
        after.ifPresent(
                place -> query.bind("activeAt", Rows.time(place.activeAt())).bind("after", place.conversationId()));
        return query.map((row, context) -> conversation(row)).list();
    }

    Optional<ConversationItem> conversation(Transaction tx, UserId me, ConversationId id) {
        return tx.sql()
                .createQuery(CONVERSATION + "AND c.conversation_id = :conversation")
                .bind("me", me.value())
                .bind("conversation", id.value())
                .map((row, context) -> conversation(row))
                .findOne();
    }

    /** The members of each, in the order of joining, by the names that they have now. */
    Map<ConversationId, List<MemberItem>> members(Transaction tx, UserId me, Collection<ConversationId> conversations) {
        record Row(ConversationId conversationId, MemberItem member) {}
        if (conversations.isEmpty()) {
            return Map.of();
        }
        return tx
                .sql()
                .createQuery("SELECT m.conversation_id, m.user_id, m.role, " + SHOWN_READ + " AS read_seq, "
                        + DELIVERED + " AS delivered_seq,"
                        + " COALESCE(u.username, m.username) AS username,"
                        + " COALESCE(u.display_name, m.display_name) AS display_name"
                        + " FROM conversation_members m LEFT JOIN users u ON u.user_id = m.user_id"
                        + " WHERE m.conversation_id IN (<conversations>) AND m.left_at IS NULL"
                        + " ORDER BY m.conversation_id, m.place")
                .bind("me", me.value())
                .bindList(
                        "conversations",
                        conversations.stream().map(ConversationId::value).toList())
                .map((row, context) -> new Row(
                        new ConversationId(Rows.uuid(row, "conversation_id")),
                        new MemberItem(
                                new UserId(Rows.uuid(row, "user_id")),
                                row.getString("username"),
                                row.getString("display_name"),
                                row.getString("role"),
                                mark(row.getLong("read_seq")),
                                mark(row.getLong("delivered_seq")))))
                .stream()
                .collect(groupingBy(Row::conversationId, mapping(Row::member, toList())));
    }

    /** The newest before {@code before}, oldest first. */
    List<MessageItem> newest(Transaction tx, UserId me, ConversationId conversation, Optional<Seq> before, int most) {
        var query = tx.sql()
                .createQuery("SELECT * FROM (" + MESSAGE_HERE + (before.isPresent() ? "AND x.seq < :before " : "")
                        + "ORDER BY x.seq DESC LIMIT :most) newest ORDER BY newest.seq")
                .bind("me", me.value())
                .bind("conversation", conversation.value())
                .bind("most", most);
        before.ifPresent(seq -> query.bind("before", seq.value()));
        return query.map((row, context) -> message(row)).list();
    }

    /** Those next after {@code after}, oldest first. */
    List<MessageItem> after(
            Transaction tx, UserId me, ConversationId conversation, long after, Optional<Seq> before, int most) {
        var query = tx.sql()
                .createQuery(MESSAGE_HERE + "AND x.seq > :after " + (before.isPresent() ? "AND x.seq < :before " : "")
                        + "ORDER BY x.seq LIMIT :most")
                .bind("me", me.value())
                .bind("conversation", conversation.value())
                .bind("after", after)
                .bind("most", most);
        before.ifPresent(seq -> query.bind("before", seq.value()));
        return query.map((row, context) -> message(row)).list();
    }

    /** Newest first. */
    List<MessageItem> found(
            Transaction tx,
            UserId me,
            Words words,
            Optional<ConversationId> conversation,
            Optional<Finding> after,
            int most) {
        var query = tx.sql()
                .createQuery(search(conversation.isPresent(), after.isPresent()))
                .bind("me", me.value())
                .bind("words", words.asQuery())
                .bind("most", most);
        conversation.ifPresent(id -> query.bind("conversation", id.value()));
        after.ifPresent(last -> query.bind("sentAt", Rows.time(last.sentAt())).bind("after", last.messageId()));
        return query.map((row, context) -> message(row)).list();
    }

    static String search(boolean inOneConversation, boolean goesOn) {
        return MESSAGE_FOUND
                + (inOneConversation ? "AND x.conversation_id = :conversation " : "")
                + (goesOn ? "AND (x.sent_at, x.message_id) < (:sentAt, :after) " : "")
                + "ORDER BY x.sent_at DESC, x.message_id DESC LIMIT :most";
    }

    private static ConversationItem conversation(ResultSet row) throws SQLException {
        return new ConversationItem(
                new ConversationId(Rows.uuid(row, "conversation_id")),
                row.getString("kind"),
                Optional.ofNullable(row.getString("title")),
                List.of(),
                Optional.empty(),
                row.getLong("last_seq"),
                row.getLong("read_seq"),
                row.getLong("unread"),
                Optional.ofNullable(Rows.instant(row, "muted_until")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "active_at"));
    }

    private static MessageItem message(ResultSet row) throws SQLException {
        long replyTo = row.getLong("reply_to");
        boolean deleted = Rows.instant(row, "deleted_at") != null;
        return new MessageItem(
                new ConversationId(Rows.uuid(row, "conversation_id")),
                new Seq(row.getLong("seq")),
                new MessageId(Rows.uuid(row, "message_id")),
                new UserId(Rows.uuid(row, "sender_id")),
                deleted ? Optional.empty() : Optional.of(row.getString("text")),
                replyTo == 0 ? Optional.empty() : Optional.of(new Seq(replyTo)),
                Rows.instant(row, "sent_at"),
                Optional.ofNullable(Rows.instant(row, "edited_at")),
                deleted ? Optional.of(true) : Optional.empty(),
                List.of());
    }

    private static OptionalLong mark(long seq) {
        return seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq);
    }
}
