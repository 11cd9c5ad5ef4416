package io.confab.gateway;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats a step with a pause after each, until it is closed. A step that throws is logged and comes again
 * after the pause: what a loop looks after must mend itself.
 */
public final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Semaphore calls = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Loop(String name, Duration pause, Runnable step) {
        thread = new Thread(() -> run(name, pause, step), name);
        thread.setDaemon(true);
    }

    /** Starts with a step at once. */
    public static Loop start(String name, Duration pause, Runnable step) {
        var loop = new Loop(name, pause, step);
        loop.thread.start();
        return loop;
    }

    /** Ends the pause, so that the next step comes at once. Returns at once. */
    public void wake() {
        calls.release();
    }

    /** Interrupts the step and waits for its end, five seconds at most. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("{} is still busy and is left to itself", thread.getName());
        }
    }

    private void run(String name, Duration pause, Runnable step) {
        while (!closed) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (!closed) {
                    log.warn("{} failed and will try again", name, e);
                }
            }
            await(pause);
        }
    }

    private void await(Duration pause) {
        try {
            if (!closed && calls.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                calls.drainPermits();
            }
        } catch (InterruptedException e) {
            log.debug("{} is woken to end", thread.getName());
        }
    }
}
