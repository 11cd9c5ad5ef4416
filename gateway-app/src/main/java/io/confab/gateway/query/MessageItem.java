package io.confab.gateway.query;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A message as lists show it. */
record MessageItem(
        ConversationId conversationId,
        Seq seq,
        MessageId messageId,
        UserId senderId,
        String text,
        Optional<Seq> replyTo,
        Instant at,
        List<Reaction> reactions) {

    /** Nobody can react yet. */
    record Reaction(String emoji, List<UserId> userIds) {}
}
