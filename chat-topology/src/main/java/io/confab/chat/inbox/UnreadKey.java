package io.confab.chat.inbox;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.util.Objects;

/** A conversation as one user sees it. Written with a colon between, the user first: theirs are found together. */
record UnreadKey(UserId userId, ConversationId conversationId) {

    UnreadKey {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(conversationId, "conversationId");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static UnreadKey of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("an unread key is two ids with a colon between");
        }
        return new UnreadKey(UserId.of(text.substring(0, colon)), ConversationId.of(text.substring(colon + 1)));
    }

    /** What all keys of a user begin with. */
    static String prefix(UserId userId) {
        return userId + ":";
    }

    @Override
    public String toString() {
        return prefix(userId) + conversationId;
    }
}
