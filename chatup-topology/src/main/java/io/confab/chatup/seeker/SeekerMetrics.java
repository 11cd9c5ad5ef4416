package io.confab.chatup.seeker;

import io.confab.schemas.event.UserEvent.CommandRejected;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts tickets that were taken, {@code confab.chatup.tickets}, and commands that were refused, {@code confab.chatup.rejections}, by code. */
final class SeekerMetrics {
    private final Counter tickets;
    private final MeterProvider<Counter> rejections;

    SeekerMetrics(MeterRegistry registry) {
        this.tickets = Counter.builder("confab.chatup.tickets")
                .description("tickets that were taken")
                .register(registry);
        this.rejections = Counter.builder("confab.chatup.rejections")
                .description("commands of seekers that were refused")
                .withRegistry(registry);
    }

    void count(SeekerDecision decision) {
        if (decision.taken().isPresent()) {
            tickets.increment();
        }
        for (var event : decision.told()) {
            if (event instanceof CommandRejected rejected) {
                rejections
                        .withTags("code", rejected.code().name().toLowerCase(Locale.ROOT))
                        .increment();
            }
        }
    }
}
