package io.confab.load.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void who_is_late_catches_up_and_what_was_due_stays_due_when_it_was() {
        var loop = new OpenLoop(200, Duration.ofMillis(50), Duration.ofMillis(200));
        List<Long> due = new ArrayList<>();

        loop.run((number, at) -> {
            due.add(at);
            assertThat(System.nanoTime()).isGreaterThanOrEqualTo(at);
            if (number == 10) {
                LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            }
        });

        assertThat(due).hasSize(loop.size()).hasSize(50);
        assertThat(loop.firstCounted()).isEqualTo(10);
        for (int number = 1; number < due.size(); number++) {
            assertThat(due.get(number) - due.get(number - 1)).isEqualTo(5_000_000);
        }
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(() -> new OpenLoop(0, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
