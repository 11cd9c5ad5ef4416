package io.confab.chat.inbox;

import java.time.Instant;
import java.util.Objects;

/** How long somebody watches, unless it is said again. */
record Lease(Instant until) {
    Lease {
        Objects.requireNonNull(until, "until");
    }
}
