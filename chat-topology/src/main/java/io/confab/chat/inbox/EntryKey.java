package io.confab.chat.inbox;

import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import java.util.Locale;
import java.util.Objects;

/** Where an entry is kept. Written so that the entries of a user sort by cursor: as wide for 1 as for the last. */
record EntryKey(UserId userId, Cursor cursor) {

    EntryKey {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(cursor, "cursor");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static EntryKey of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("an entry key is a user id and a cursor with a colon between");
        }
        return new EntryKey(UserId.of(text.substring(0, colon)), new Cursor(Long.parseLong(text.substring(colon + 1))));
    }

    @Override
    public String toString() {
        return userId + ":" + String.format(Locale.ROOT, "%019d", cursor.value());
    }
}
