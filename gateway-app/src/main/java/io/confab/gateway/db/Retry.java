package io.confab.gateway.db;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a unit of work is tried again: full jitter under a bound that doubles, so that those who were in
 * each other's way don't meet again.
 */
record Retry(Duration first, Duration longest) {
    static final Retry STANDARD = new Retry(Duration.ofMillis(4), Duration.ofMillis(250));

    /** @param failures how many attempts have failed, from 1 */
    Duration pause(int failures, RandomGenerator random) {
        long bound = first.toNanos() << Math.min(failures - 1, 20);
        return Duration.ofNanos(random.nextLong(Math.min(bound, longest.toNanos()) + 1));
    }
}
