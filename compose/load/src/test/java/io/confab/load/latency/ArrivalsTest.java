package io.confab.load.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long MILLI = 1_000_000;

    private final Arrivals arrivals = new Arrivals(4);

    @Test
    void time_is_taken_from_when_each_was_due_and_what_warms_up_does_not_count() {
        for (int number = 0; number < 4; number++) {
            arrivals.due(number, 100L * number * MILLI);
        }
        arrivals.came(0, 90 * MILLI);
        arrivals.came(1, 110 * MILLI);
        arrivals.came(3, 330 * MILLI);
        arrivals.came(2, 220 * MILLI);

        var latencies = arrivals.latencies(1);
        assertThat(latencies.count()).isEqualTo(3);
        assertThat(latencies.percentile(1)).isBetween(9.9, 10.1);
        assertThat(latencies.percentile(100)).isBetween(29.9, 30.1);
        assertThat(arrivals.rate(1)).isBetween(13.0, 13.1); // three within 230 ms
        assertThat(arrivals.missing()).isZero();
        assertThat(arrivals.repeated()).isZero();
    }

    @Test
    void what_never_came_and_what_came_again_is_counted() {
        arrivals.came(0, MILLI);
        arrivals.came(1, MILLI);
        arrivals.came(1, 9 * MILLI);

        assertThat(arrivals.arrived()).isEqualTo(2);
        assertThat(arrivals.missing()).isEqualTo(2);
        assertThat(arrivals.repeated()).isEqualTo(1);
        assertThat(arrivals.latencies(1).percentile(100)).isBetween(0.9, 1.1); // the first time
    }
}
