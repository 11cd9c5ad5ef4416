package io.confab.load.chatup;

import io.confab.load.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Kills a worker with {@code kill -9} at random moments, and starts it again some time later. */
final class Killer {
    /** Until the others have noticed and taken over, and what was being restored is. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(10);

    private static final Duration LONGEST_DOWN = Duration.ofSeconds(4);
    private static final double FIRST_SHARE = 0.1;
    private static final double LAST_SHARE = 0.9;

    private final Optional<Node> victim;
    private final List<Duration> moments = new ArrayList<>();
    private final SplittableRandom random;
    private final List<Outages.Span> spans = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param victim must be there if it is to be killed
     * @param within how long it will go on; the first and the last tenth are left in peace
     */
    Killer(Optional<Node> victim, int times, Duration within, long seed) {
        this.victim = victim;
        this.random = new SplittableRandom(~seed);
        for (int i = 0; i < times; i++) {
            double share = FIRST_SHARE + random.nextDouble() * (LAST_SHARE - FIRST_SHARE);
            moments.add(Duration.ofMillis(Math.round(share * within.toMillis())));
        }
        Collections.sort(moments);
    }

    /** Begins now, on a thread of its own; the future fails if the worker does not come up again. */
    CompletableFuture<Void> start() {
        long begin = System.nanoTime();
        return CompletableFuture.runAsync(() -> run(begin), task -> new Thread(task, "killer").start());
    }

    int kills() {
        return spans.size();
    }

    Outages outages() {
        return new Outages(spans.stream()
                .map(span -> new Outages.Span(span.fromMs(), span.toMs() + SETTLES_WITHIN.toMillis()))
                .toList());
    }

    private void run(long begin) {
        for (var moment : moments) {
            parkUntil(begin + moment.toNanos());
            long from = System.currentTimeMillis();
            var worker = victim.orElseThrow();
            worker.kill();
            parkUntil(System.nanoTime() + (long) (random.nextDouble() * LONGEST_DOWN.toNanos()));
            worker.start().awaitUp();
            spans.add(new Outages.Span(from, System.currentTimeMillis()));
        }
    }

    private static void parkUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
