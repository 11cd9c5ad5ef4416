package io.confab.load.scenario;

import java.time.Duration;
import java.util.concurrent.Callable;

/** A condition that holds from a while after it was made: for what takes time by its nature. */
final class Pause implements Callable<Boolean> {

    private final long end;

    Pause(long millis) {
        end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    }

    @Override
    public Boolean call() {
        return System.nanoTime() - end >= 0;
    }
}
