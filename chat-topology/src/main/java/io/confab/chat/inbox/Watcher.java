package io.confab.chat.inbox;

import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Objects;

/**
 * Somebody who wants to see whether a user is there.
 *
 * @param until when the lease ends, unless it is renewed
 * @param blocked whether the user blocks the watcher, who then is told nothing
 */
record Watcher(UserId userId, Instant until, boolean blocked) {

    Watcher {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(until, "until");
    }

    boolean watchesAt(Instant at) {
        return until.isAfter(at);
    }
}
