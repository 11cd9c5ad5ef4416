package io.confab.schemas.streams;

import static io.confab.schemas.streams.StreamsSettings.FAULT_BACK_OFF;
import static io.confab.schemas.streams.StreamsSettings.FAULT_WINDOW;
import static io.confab.schemas.streams.StreamsSettings.TOLERATED_FAULTS;

import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an application whose thread died: a new thread, after a wait that grows, until there were too many faults
 * or one after which the process can't be trusted; then it stops as failed. A thread that died to set one record aside is
 * replaced at once and is no fault. Safe for any thread.
 */
final class FaultPolicy implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(FaultPolicy.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final String applicationId;
    private final Quarantine quarantine;
    private final Runnable onFault;
    private final LongSupplier nanoTime;
    private final int tolerated;
    private final Duration window;
    private final Duration firstBackOff;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Long> faults = new ArrayDeque<>();
    private volatile String failure;

    FaultPolicy(
            String applicationId, Settings settings, Quarantine quarantine, Runnable onFault, LongSupplier nanoTime) {
        this.applicationId = applicationId;
        this.quarantine = quarantine;
        this.onFault = onFault;
        this.nanoTime = nanoTime;
        this.tolerated = settings.get(TOLERATED_FAULTS);
        this.window = settings.get(FAULT_WINDOW);
        this.firstBackOff = settings.get(FAULT_BACK_OFF);
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable thrown) {
        if (quarantine.excuses(thrown)) {
            log.warn(
                    "{}: a record failed halfway; its step is thrown away and the record set aside",
                    applicationId,
                    thrown);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        onFault.run();
        int count = count();
        if (Faults.areFatal(thrown) || count > tolerated) {
            failure = "stopped after " + count + (count == 1 ? " fault" : " faults") + ", the last a "
                    + rootOf(thrown).getClass().getSimpleName();
            log.error("{}: {}", applicationId, failure, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        var backOff = backOff(count);
        log.error("{}: fault {} of {}; again in {}", applicationId, count, tolerated, backOff, thrown);
        await(backOff);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Why the application stopped for good, if it did. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends every wait: the application is being stopped. */
    void close() {
        closing.countDown();
    }

    private synchronized int count() {
        long now = nanoTime.getAsLong();
        faults.addLast(now);
        while (now - faults.getFirst() > window.toNanos()) {
            faults.removeFirst();
        }
        return faults.size();
    }

    private Duration backOff(int count) {
        var backOff = firstBackOff.multipliedBy(1L << Math.min(count - 1, 16));
        return backOff.compareTo(LONGEST_BACK_OFF) < 0 ? backOff : LONGEST_BACK_OFF;
    }

    private void await(Duration backOff) {
        try {
            if (closing.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("{}: stopping, so there is nothing to wait for", applicationId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        var root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
