package io.confab.gateway.capture;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which this gateway is the one that captures: engine after engine, with a pause after each that failed. A fault
 * of the database or the broker never ends it.
 */
final class Term {
    private static final Logger log = LoggerFactory.getLogger(Term.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(8);

    private final Blueprint blueprint;
    private final Progress progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "confab-capture");
    private Engine engine;

    /**
     * What every engine is made from.
     *
     * @param producer the configuration of the producer that changes are appended with
     * @param backOff after a first fault
     */
    record Blueprint(
            Properties engine,
            Map<String, Object> producer,
            ReplicationSlotDao slot,
            KeptPosition position,
            Duration backOff) {}

    private Term(Blueprint blueprint, Progress progress) {
        this.blueprint = blueprint;
        this.progress = progress;
        thread.setDaemon(true);
    }

    static Term begin(Blueprint blueprint, Progress progress) {
        var term = new Term(blueprint, progress);
        progress.lead();
        term.thread.start();
        return term;
    }

    /** Returns when nothing is captured any more; if that takes too long, it is left to end by itself. */
    void end() {
        over.countDown();
        try {
            var running = engine();
            if (running.isPresent()) {
                running.get().stop(END);
            }
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Change capture does not stop", e);
        }
        if (thread.isAlive()) {
            thread.interrupt();
            log.warn("Change capture is still busy and is left to itself");
        }
        progress.stand();
    }

    private void run() {
        int failures = 0;
        while (!isOver()) {
            long began = System.nanoTime();
            var failure = capture();
            if (isOver()) {
                return;
            }
            failures = System.nanoTime() - began > STEADY.toNanos() ? 1 : failures + 1;
            var pause = backOff(failures);
            var what = failure.map(Term::describe).orElse("the engine ended by itself");
            progress.failed(what + "; again in " + pause.toMillis() + " ms");
            log.warn("Change capture failed and tries again in {} ms", pause.toMillis(), failure.orElse(null));
            await(pause);
        }
    }

    /** Until the term is over, which gives nothing, or a fault. Whatever it is, it must not end the term in silence. */
    private Optional<Throwable> capture() {
        try (var producer = new KafkaProducer<>(blueprint.producer(), new StringSerializer(), new StringSerializer())) {
            beginAnewUnlessItGoesOn(producer);
            var next = new Engine(blueprint.engine(), new ChangeAppender(producer, progress));
            return take(next) ? next.run() : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    /**
     * Slot and kept position go on together or begin together. A snapshot beside a slot that was there before would be taken
     * by Debezium at no certain place in the log: what was just being committed could be neither in it nor after it.
     */
    private void beginAnewUnlessItGoesOn(Producer<String, String> producer) throws InterruptedException {
        if (!blueprint.slot().isUsable() || !blueprint.position().isUsable()) {
            log.info("There is no place in the database's log to go on from: a snapshot is taken");
            blueprint.position().forget(producer);
            blueprint.slot().drop();
        }
    }

    private synchronized boolean take(Engine next) {
        engine = next;
        return !isOver();
    }

    private synchronized Optional<Engine> engine() {
        return Optional.ofNullable(engine);
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    private Duration backOff(int failures) {
        var pause = blueprint.backOff().multipliedBy(1L << Math.min(failures - 1, 16));
        return pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF;
    }

    private void await(Duration pause) {
        try {
            if (over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("The term is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first line of what is at the bottom of it. */
    private static String describe(Throwable failure) {
        var root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        var message = root.getMessage() == null
                ? ""
                : ": " + root.getMessage().lines().findFirst().orElse("");
        return root.getClass().getSimpleName() + message;
    }
}
