package io.confab.gateway;

import java.time.Duration;

/**
 * Something around us (the database, the broker, a queue that is full) can't take the request now. Nothing was decided, and
 * the client may try again: it gets 503 with {@code Retry-After}.
 */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Duration retryAfter;

    /** To be tried again in two seconds; {@code what} is for the log alone. */
    public Unavailable(String what, Throwable cause) {
        this(what, cause, SOON);
    }

    /** {@code what} is for the log alone: clients don't see it. */
    public Unavailable(String what, Throwable cause, Duration retryAfter) {
        super(what, cause);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
