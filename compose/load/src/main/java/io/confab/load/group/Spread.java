package io.confab.load.group;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** When one message came to each of some listeners, in the order in which it came. Safe for any thread. */
final class Spread {

    private final long sentNanos;
    private final AtomicIntegerArray times;
    private final AtomicLongArray nanos;

    Spread(long sentNanos, int listeners) {
        this.sentNanos = sentNanos;
        this.times = new AtomicIntegerArray(listeners);
        this.nanos = new AtomicLongArray(listeners);
    }

    void came(int listener, long atNanos) {
        if (times.incrementAndGet(listener) == 1) {
            nanos.set(listener, atNanos - sentNanos);
        }
    }

    /** Whether it came once to each. */
    boolean isWhole() {
        for (int listener = 0; listener < times.length(); listener++) {
            if (times.get(listener) != 1) {
                return false;
            }
        }
        return true;
    }

    /** Nanoseconds until the given share of the listeners had it: 0 is the first, 1 the last. */
    long nanosTo(double share) {
        var sorted = new long[nanos.length()];
        for (int listener = 0; listener < sorted.length; listener++) {
            sorted[listener] = nanos.get(listener);
        }
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
