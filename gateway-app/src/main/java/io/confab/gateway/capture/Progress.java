package io.confab.gateway.capture;

import io.confab.schemas.ops.Health;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How change capture is getting on, for operators: {@code confab.capture.*} and the part {@code capture} of the health. It is
 * up whatever happens, since a gateway serves its clients without it; what is wrong is in the detail and in
 * {@code confab.capture.silence}. Safe for any thread.
 */
final class Progress {
    static final String NAME = "capture";

    private final Clock clock;
    private final MeterProvider<Counter> events;
    private final Counter restarts;
    private final Timer lag;
    private volatile State state = State.STANDBY;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Instant heard;
    private volatile Optional<Duration> lastLag = Optional.empty();

    private enum State {
        STANDBY,
        STARTING,
        STREAMING
    }

    Progress(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.heard = clock.instant();
        this.events = Counter.builder("confab.capture.events")
                .description("captured changes that are durable in Kafka")
                .withRegistry(registry);
        this.restarts = Counter.builder("confab.capture.restarts")
                .description("times that capturing ended with a fault")
                .register(registry);
        this.lag = Timer.builder("confab.capture.lag")
                .description("from a row's commit until its change is durable in Kafka")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
        Gauge.builder("confab.capture.leading", this, progress -> progress.state == State.STANDBY ? 0 : 1)
                .description("1 in the gateway that captures")
                .register(registry);
        Gauge.builder("confab.capture.silence", this, Progress::silenceSeconds)
                .description("how long the gateway that captures has not heard from the database; 0 in all others")
                .baseUnit("seconds")
                .register(registry);
    }

    void stand() {
        state = State.STANDBY;
        trouble = Optional.empty();
    }

    void lead() {
        heard = clock.instant();
        state = State.STARTING;
    }

    void failed(String what) {
        restarts.increment();
        trouble = Optional.of(what);
        state = State.STARTING;
    }

    /** The database was heard, be it that nothing changed. */
    void heard() {
        heard = clock.instant();
        state = State.STREAMING;
        trouble = Optional.empty();
    }

    void captured(CapturedTable table, Captured change) {
        events.withTags("table", table.name(), "op", change.op()).increment();
        if (change.isStreamed()) {
            var took = Duration.between(change.committedAt(), clock.instant());
            lag.record(took.isNegative() ? Duration.ZERO : took);
            lastLag = Optional.of(took);
        }
    }

    Health health() {
        return Health.up(
                NAME,
                switch (state) {
                    case STANDBY -> "standby";
                    case STARTING -> "leading; " + trouble.orElse("starting") + "; not heard for " + silence();
                    case STREAMING ->
                        "leading; heard " + silence() + " ago"
                                + lastLag.map(took -> "; the last change took " + took.toMillis() + " ms")
                                        .orElse("");
                });
    }

    private String silence() {
        return (long) (silenceSeconds() * 1_000) + " ms";
    }

    private double silenceSeconds() {
        return state == State.STANDBY
                ? 0
                : Duration.between(heard, clock.instant()).toMillis() / 1_000.0;
    }
}
