package io.confab.chatup.pool;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Shows how many wait in this worker's pools, {@code confab.chatup.waiting}, how long tickets waited for their outcome,
 * {@code confab.chatup.wait}, and how long rounds take, {@code confab.chatup.round}. Shared by all tasks of a worker; safe for any thread.
 */
final class PoolMetrics {
    private static final ChatupEvent.Visitor<Optional<String>> OUTCOME = new ChatupEvent.Visitor<>() {
        @Override
        public Optional<String> waiting(Waiting event) {
            return Optional.empty();
        }

        @Override
        public Optional<String> matched(Matched event) {
            return Optional.of("matched");
        }

        @Override
        public Optional<String> expired(Expired event) {
            return Optional.of("expired");
        }

        @Override
        public Optional<String> cancelled(Cancelled event) {
            return Optional.of("cancelled");
        }
    };

    private final AtomicLong waiting = new AtomicLong();
    private final MeterProvider<Timer> wait;
    private final Timer rounds;

    PoolMetrics(MeterRegistry registry) {
        Gauge.builder("confab.chatup.waiting", waiting, AtomicLong::get)
                .description("tickets that wait in the pools of this worker")
                .register(registry);
        this.wait = Timer.builder("confab.chatup.wait")
                .description("from taking a ticket to its outcome")
                .withRegistry(registry);
        this.rounds = Timer.builder("confab.chatup.round")
                .description("finding out who should meet in one cell")
                .register(registry);
    }

    void waitingChanged(long by) {
        waiting.addAndGet(by);
    }

    /** How long the ticket waited. */
    Duration outcome(Ticket ticket, ChatupEvent event, Instant at) {
        var between = Duration.between(ticket.since(), at);
        var waited = between.isNegative() ? Duration.ZERO : between;
        event.accept(OUTCOME)
                .ifPresent(outcome -> wait.withTags("outcome", outcome).record(waited));
        return waited;
    }

    <T> T timed(Supplier<T> round) {
        return rounds.record(round);
    }
}
