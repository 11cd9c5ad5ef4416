package io.confab.load.latency;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Something done at a constant rate, whether or not what was done before has had its effect: who is late catches up. Times
 * are taken from when a thing was to be done, so that waiting to do it counts too.
 *
 * @param warmUp goes before, at the same rate, and does not count
 */
record OpenLoop(int perSecond, Duration warmUp, Duration counted) {

    /** {@code number} counts from 0, {@code dueNanos} is on the clock of {@link System#nanoTime}. It must not wait. */
    interface Action {
        void at(int number, long dueNanos);
    }

    OpenLoop {
        if (perSecond < 1) {
            throw new IllegalArgumentException("a rate is 1 a second or more, was " + perSecond);
        }
    }

    /** How many there are in all. */
    int size() {
        return Math.toIntExact(perSecond * warmUp.plus(counted).toMillis() / 1_000);
    }

    /** The first one that counts. */
    int firstCounted() {
        return Math.toIntExact(perSecond * warmUp.toMillis() / 1_000);
    }

    void run(Action action) {
        long begin = System.nanoTime();
        for (int number = 0; number < size(); number++) {
            long due = begin + number * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            action.at(number, due);
        }
    }
}
