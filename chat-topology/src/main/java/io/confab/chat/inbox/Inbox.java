package io.confab.chat.inbox;

import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an inbox begins and ends: the entries from {@code oldest} to {@code last} are kept, and every cursor between them has
 * one. It only grows at its end and shrinks at its front.
 *
 * @param last the newest entry's cursor; {@link Cursor#START} before the first one
 * @param oldest the oldest entry's cursor; the one after {@code last} if none is kept
 * @param oldestAt when the oldest entry came about, if there is one
 */
record Inbox(Epoch epoch, Cursor last, Cursor oldest, Optional<Instant> oldestAt) {

    Inbox {
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(oldest, "oldest");
        Objects.requireNonNull(oldestAt, "oldestAt");
        if (oldest.value() > last.value() + 1) {
            throw new IllegalArgumentException("an inbox ends at " + last + ", so it can't begin at " + oldest);
        }
    }

    /** A life of its own begins: nothing was delivered in it. */
    static Inbox begin(Epoch epoch) {
        return new Inbox(epoch, Cursor.START, Cursor.START.next(), Optional.empty());
    }

    long size() {
        return last.value() - oldest.value() + 1;
    }

    /** With one more entry, of an event that came about {@code at}. */
    Inbox plus(Instant at) {
        return new Inbox(epoch, last.next(), oldest, Optional.of(oldestAt.orElse(at)));
    }

    /** Without its oldest entry; the next one came about {@code nextAt}. */
    Inbox withoutOldest(Instant nextAt) {
        return new Inbox(epoch, last, oldest.next(), Optional.of(nextAt));
    }

    /** Whether the oldest entry is to go. The newest never goes: it is what a device that is back needs most. */
    boolean exceeds(InboxLimits limits, Instant now) {
        return size() > 1
                && (size() > limits.maxEntries()
                        || oldestAt.filter(at -> at.plus(limits.maxAge()).isBefore(now))
                                .isPresent());
    }
}
