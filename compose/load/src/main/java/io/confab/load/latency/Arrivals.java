package io.confab.load.latency;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** What was sent and how often and when it came: each is to come once. Safe for any thread. */
final class Arrivals {

    private final AtomicLongArray due;
    private final AtomicLongArray nanos;
    private final AtomicIntegerArray times;
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();

    /** @param size how many there will be */
    Arrivals(int size) {
        this.due = new AtomicLongArray(size);
        this.nanos = new AtomicLongArray(size);
        this.times = new AtomicIntegerArray(size);
    }

    /** It is to be sent now: before it can come. */
    void due(int number, long atNanos) {
        due.set(number, atNanos);
    }

    void came(int number, long atNanos) {
        if (times.incrementAndGet(number) == 1) {
            nanos.set(number, Math.max(0, atNanos - due.get(number)));
            lastNanos.accumulateAndGet(atNanos, Math::max);
            arrived.incrementAndGet();
        }
    }

    /** How many have come at least once. */
    long arrived() {
        return arrived.get();
    }

    int missing() {
        return count(0);
    }

    /** How many came more than once. */
    int repeated() {
        return times.length() - count(0) - count(1);
    }

    /** Times from when each was due, of those from {@code first} on that came. */
    Latencies latencies(int first) {
        var latencies = new Latencies();
        for (int number = first; number < times.length(); number++) {
            if (times.get(number) > 0) {
                latencies.add(nanos.get(number));
            }
        }
        return latencies;
    }

    /** How many a second came, of those from {@code first} on: a system that can't follow has fewer than are sent. */
    double rate(int first) {
        int came = 0;
        for (int number = first; number < times.length(); number++) {
            came += times.get(number) > 0 ? 1 : 0;
        }
        return came * 1e9 / Math.max(1, lastNanos.get() - due.get(first));
    }

    private int count(int wanted) {
        int found = 0;
        for (int number = 0; number < times.length(); number++) {
            found += times.get(number) == wanted ? 1 : 0;
        }
        return found;
    }
}
