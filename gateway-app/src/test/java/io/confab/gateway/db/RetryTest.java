package io.confab.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final Retry retry = new Retry(Duration.ofMillis(4), Duration.ofMillis(100));

    @Test
    void pauses_are_drawn_under_a_bound_that_doubles_up_to_the_longest() {
        assertThat(longestAfter(1)).isBetween(Duration.ofMillis(3), Duration.ofMillis(4));
        assertThat(longestAfter(3)).isBetween(Duration.ofMillis(12), Duration.ofMillis(16));
        assertThat(longestAfter(50)).isBetween(Duration.ofMillis(75), Duration.ofMillis(100));
    }

    @Test
    void two_that_met_do_not_pause_alike() {
        assertThat(pausesAfter(4).distinct()).hasSizeGreaterThan(190);
    }

    private Duration longestAfter(int failures) {
        return pausesAfter(failures).max(Duration::compareTo).orElseThrow();
    }

    private Stream<Duration> pausesAfter(int failures) {
        var random = new Random(1);
        return IntStream.range(0, 200).mapToObj(i -> retry.pause(failures, random));
    }
}
