package io.confab.chat.conversation;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.util.Objects;

/** A user in a conversation. Written with a colon between. */
record MemberKey(ConversationId conversationId, UserId userId) {

    MemberKey {
        Objects.requireNonNull(conversationId, "conversationId");
        Objects.requireNonNull(userId, "userId");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static MemberKey of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a member key is two ids with a colon between");
        }
        return new MemberKey(ConversationId.of(text.substring(0, colon)), UserId.of(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return conversationId + ":" + userId;
    }
}
