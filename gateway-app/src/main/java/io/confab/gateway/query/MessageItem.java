package io.confab.gateway.query;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as lists show it.
 *
 * @param text empty where it is deleted
 * @param editedAt when it was edited last
 * @param deleted true where it is
 * @param reactions in the order in which the emoji first came; without those of people whom the reader blocks, in groups
 */
record MessageItem(
        ConversationId conversationId,
        Seq seq,
        MessageId messageId,
        UserId senderId,
        Optional<String> text,
        Optional<Seq> replyTo,
        Instant at,
        Optional<Instant> editedAt,
        Optional<Boolean> deleted,
        List<Reaction> reactions) {

    /** @param userIds who reacted so, the first first */
    record Reaction(String emoji, List<UserId> userIds) {}

    MessageItem with(List<Reaction> itsReactions) {
        return new MessageItem(
                conversationId, seq, messageId, senderId, text, replyTo, at, editedAt, deleted, itsReactions);
    }
}
