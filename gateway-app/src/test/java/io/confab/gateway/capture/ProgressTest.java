package io.confab.gateway.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Progress progress = new Progress(metrics, clock);

    @Test
    void who_does_not_lead_has_nothing_to_tell() {
        clock.passes(Duration.ofHours(1));

        assertThat(progress.health().detail()).isEqualTo("standby");
        assertThat(gauge("leading")).isZero();
        assertThat(gauge("silence")).isZero();
    }

    @Test
    void who_leads_and_captures_nothing_is_seen_and_stays_up() {
        progress.lead();
        clock.passes(Duration.ofSeconds(90));

        assertThat(progress.health().isUp()).isTrue();
        assertThat(progress.health().detail()).isEqualTo("leading; starting; not heard for 90000 ms");
        assertThat(gauge("leading")).isEqualTo(1);
        assertThat(gauge("silence")).isEqualTo(90);
    }

    @Test
    void what_went_wrong_is_told_until_the_database_is_heard_again() {
        progress.lead();
        progress.heard();
        clock.passes(Duration.ofSeconds(2));
        progress.failed("PSQLException: gone; again in 500 ms");

        assertThat(progress.health().isUp()).isTrue();
        assertThat(progress.health().detail())
                .isEqualTo("leading; PSQLException: gone; again in 500 ms; not heard for 2000 ms");
        assertThat(metrics.get("confab.capture.restarts").counter().count()).isEqualTo(1);

        progress.heard();
        assertThat(progress.health().detail()).isEqualTo("leading; heard 0 ms ago");
        assertThat(gauge("silence")).isZero();
    }

    @Test
    void a_change_counts_for_its_table_and_tells_how_long_it_took() {
        progress.lead();
        progress.heard();
        progress.captured(CapturedTable.ALL.get(0), new Captured("r", START.minusSeconds(1_000)));
        progress.captured(CapturedTable.ALL.get(0), new Captured("u", START.minusMillis(13)));

        assertThat(progress.health().detail()).isEqualTo("leading; heard 0 ms ago; the last change took 13 ms");
        assertThat(metrics.get("confab.capture.events")
                        .tags("table", "users", "op", "u")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(metrics.get("confab.capture.lag").timer().count()).isEqualTo(1);
    }

    private double gauge(String name) {
        return metrics.get("confab.capture." + name).gauge().value();
    }

    private static final class SettableClock extends Clock {
        private Instant now = START;

        void passes(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
