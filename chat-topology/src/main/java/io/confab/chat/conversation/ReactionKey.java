package io.confab.chat.conversation;

import java.util.Objects;

/** An emoji at a message. Written with a colon between, the message first: its reactions are found together. */
record ReactionKey(MessageKey message, String emoji) {

    ReactionKey {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(emoji, "emoji");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static ReactionKey of(String text) {
        int colon = text.indexOf(':', text.indexOf(':') + 1);
        if (colon < 0) {
            throw new IllegalArgumentException("a reaction key is a message key and an emoji with a colon between");
        }
        return new ReactionKey(MessageKey.of(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** What all keys of a message begin with. */
    static String prefix(MessageKey message) {
        return message + ":";
    }

    @Override
    public String toString() {
        return prefix(message) + emoji;
    }
}
