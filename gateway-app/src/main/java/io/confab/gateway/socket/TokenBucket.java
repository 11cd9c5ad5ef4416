package io.confab.gateway.socket;

import java.time.Duration;
import java.time.Instant;

/** Lets {@code burst} through at once and {@code perSecond} in the long run. Not thread-safe. */
final class TokenBucket {
    private final int perSecond;
    private final int burst;
    private double tokens;
    private Instant filledAt;

    TokenBucket(int perSecond, int burst, Instant now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    boolean take(Instant now) {
        double seconds = Math.max(0, Duration.between(filledAt, now).toNanos()) / 1e9;
        tokens = Math.min(burst, tokens + seconds * perSecond);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
