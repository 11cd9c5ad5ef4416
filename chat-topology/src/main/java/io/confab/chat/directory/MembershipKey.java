package io.confab.chat.directory;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.util.Objects;

/** A user in a conversation, the user first, so that one user's stand together. Written with a colon between. */
record MembershipKey(UserId userId, ConversationId conversationId) {

    MembershipKey {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(conversationId, "conversationId");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static MembershipKey of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a membership key is two ids with a colon between");
        }
        return new MembershipKey(UserId.of(text.substring(0, colon)), ConversationId.of(text.substring(colon + 1)));
    }

    /** How all keys of a user begin. */
    static String prefix(UserId user) {
        return user + ":";
    }

    @Override
    public String toString() {
        return prefix(userId) + conversationId;
    }
}
