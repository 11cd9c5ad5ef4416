package io.confab.chatup.pool;

import java.time.Duration;

/**
 * How alike two must be to meet now: less and less the longer the older ticket waits.
 *
 * @param first the bar at the beginning, 0 to 1
 * @param patience the time after which one tag in common is enough
 */
public record Bar(double first, Duration patience) {

    public Bar {
        if (!(first >= 0 && first <= 1)) {
            throw new IllegalArgumentException("a bar is from 0 to 1, was " + first);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience is longer than nothing, was " + patience);
        }
    }

    /** Never rises with {@code wait}. It falls fast at first, since a wait that has not paid off by then seldom does. */
    public double after(Duration wait) {
        double left = 1 - (double) wait.toMillis() / patience.toMillis();
        if (left <= 0) {
            return 0;
        }
        return left >= 1 ? first : first * left * left;
    }
}
