package io.confab.chat.conversation;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import java.util.Locale;
import java.util.Objects;

/** A message in its conversation. Written as wide for seq 1 as for the last, so that those of a conversation sort by it. */
record MessageKey(ConversationId conversationId, Seq seq) {

    MessageKey {
        Objects.requireNonNull(conversationId, "conversationId");
        Objects.requireNonNull(seq, "seq");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static MessageKey of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a message key is a conversation id and a seq with a colon between");
        }
        return new MessageKey(
                ConversationId.of(text.substring(0, colon)), new Seq(Long.parseLong(text.substring(colon + 1))));
    }

    @Override
    public String toString() {
        return conversationId + ":" + String.format(Locale.ROOT, "%019d", seq.value());
    }
}
