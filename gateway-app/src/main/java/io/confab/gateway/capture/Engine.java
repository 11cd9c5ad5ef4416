package io.confab.gateway.capture;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Debezium's engine, which runs once. */
final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final Duration STOP_AGAIN = Duration.ofMillis(50);

    private final DebeziumEngine<ChangeEvent<String, String>> engine;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param properties what all engines have in common */
    Engine(Properties properties, ChangeAppender appender) {
        engine = DebeziumEngine.create(Json.class)
                .using(EngineProperties.ofOneEngine(properties))
                .using((success, message, thrown) -> {
                    if (!success) {
                        failure.set(thrown == null ? new IllegalStateException(message) : thrown);
                    }
                })
                .notifying(appender)
                .build();
    }

    /** Captures until it is stopped or fails; then the reason is returned. */
    Optional<Throwable> run() {
        try {
            engine.run();
            return Optional.ofNullable(failure.get());
        } finally {
            ended.countDown();
        }
    }

    /**
     * Stops what {@link #run} does and waits for its end. Throws {@link IllegalStateException} if it won't end in time.
     * Debezium refuses to stop an engine that is just starting, so it is told again until it obeys.
     */
    void stop(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        do {
            try {
                engine.close();
            } catch (IllegalStateException e) {
                log.debug("The engine is starting or stopping by itself", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (ended.await(STOP_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException("the engine did not stop within " + atMost);
    }
}
