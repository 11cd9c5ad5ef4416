package io.confab.chat.inbox;

import io.confab.schemas.id.UserId;
import java.util.Objects;

/** Who watches whom. Written with a colon between, the watched user first: all who watch one are found together. */
record WatcherKey(UserId userId, UserId watcherId) {

    WatcherKey {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(watcherId, "watcherId");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static WatcherKey of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a watcher key is two ids with a colon between");
        }
        return new WatcherKey(UserId.of(text.substring(0, colon)), UserId.of(text.substring(colon + 1)));
    }

    /** What the keys of all who watch a user begin with. */
    static String prefix(UserId userId) {
        return userId + ":";
    }

    @Override
    public String toString() {
        return prefix(userId) + watcherId;
    }
}
