package io.confab.gateway.query;

import static java.util.stream.Collectors.joining;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.query.MessageItem.Reaction;
import io.confab.schemas.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Reads the reactions to messages as one member sees them: in groups, without those of whom the member blocks now. */
final class ReactionDao {
    private record Key(UUID conversationId, long seq) {
        private static Key of(MessageItem message) {
            return new Key(message.conversationId().value(), message.seq().value());
        }
    }

    /** The same messages with their reactions. */
    List<MessageItem> added(Transaction tx, UserId me, Collection<MessageItem> messages) {
        var found = find(tx, me, messages.stream().map(Key::of).toList());
        return messages.stream()
                .map(message -> message.with(reactions(found.getOrDefault(Key.of(message), Map.of()))))
                .toList();
    }

    private static Map<Key, Map<String, List<UserId>>> find(Transaction tx, UserId me, List<Key> messages) {
        record Row(Key message, String emoji, UserId userId) {}
        if (messages.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<Key, Map<String, List<UserId>>>();
        var places = IntStream.range(0, messages.size())
                .mapToObj(i -> "(:conversation" + i + ", :seq" + i + ")")
                .collect(joining(", "));
        var query = tx.sql()
                .createQuery("SELECT r.conversation_id, r.seq, r.emoji, r.user_id"
                        + " FROM message_reactions r JOIN conversations c ON c.conversation_id = r.conversation_id"
                        + " WHERE (r.conversation_id, r.seq) IN (" + places + ") AND (c.kind = 'direct'"
                        + " OR NOT EXISTS (SELECT 1 FROM blocks b"
                        + " WHERE b.blocker_id = :me AND b.blocked_id = r.user_id AND b.active))"
                        + " ORDER BY r.conversation_id, r.seq, r.place, r.version")
                .bind("me", me.value());
        for (int i = 0; i < messages.size(); i++) {
            query.bind("conversation" + i, messages.get(i).conversationId())
                    .bind("seq" + i, messages.get(i).seq());
        }
        query.map((row, context) -> new Row(
                        new Key(Rows.uuid(row, "conversation_id"), row.getLong("seq")),
                        row.getString("emoji"),
                        new UserId(Rows.uuid(row, "user_id"))))
                .forEach(row -> found.computeIfAbsent(row.message(), message -> new LinkedHashMap<>())
                        .computeIfAbsent(row.emoji(), emoji -> new ArrayList<>())
                        .add(row.userId()));
        return found;
    }

    private static List<Reaction> reactions(Map<String, List<UserId>> byEmoji) {
        return byEmoji.entrySet().stream()
                .map(entry -> new Reaction(entry.getKey(), entry.getValue()))
                .toList();
    }
}
