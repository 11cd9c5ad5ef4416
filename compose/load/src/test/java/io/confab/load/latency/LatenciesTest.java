package io.confab.load.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void percentiles_are_of_what_was_taken_in_milliseconds() {
        for (int ms = 1; ms <= 100; ms++) {
            latencies.add(Duration.ofMillis(ms).toNanos());
        }

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.percentile(50)).isCloseTo(50, within(0.1));
        assertThat(latencies.percentile(99)).isCloseTo(99, within(0.1));
    }

    @Test
    void a_row_stands_under_its_header() {
        latencies.add(Duration.ofMillis(5).toNanos());

        assertThat(latencies.row("a hop")).hasSameSizeAs(Latencies.header()).startsWith("a hop ");
    }

    @Test
    void what_took_longer_than_the_scale_counts_as_its_end() {
        latencies.add(Duration.ofMinutes(50).toNanos());

        assertThat(latencies.percentile(50)).isCloseTo(600_000, within(1_000.0));
    }
}
