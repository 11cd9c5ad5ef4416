package io.confab.chatup.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BarTest {
    private static final Bar BAR = new Bar(0.8, Duration.ofSeconds(10));

    @Test
    void it_begins_where_it_was_set() {
        assertThat(BAR.after(Duration.ZERO)).isEqualTo(0.8);
    }

    @Test
    void it_never_rises_and_is_down_when_patience_is_over() {
        double before = 1;
        for (int millis = 0; millis <= 12_000; millis += 50) {
            double now = BAR.after(Duration.ofMillis(millis));
            assertThat(now).isLessThanOrEqualTo(before).isNotNegative();
            before = now;
        }
        assertThat(BAR.after(Duration.ofSeconds(10))).isZero();
        assertThat(BAR.after(Duration.ofDays(1))).isZero();
    }

    @Test
    void half_the_patience_leaves_a_quarter_of_it() {
        assertThat(BAR.after(Duration.ofSeconds(5))).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void it_refuses_what_is_no_bar() {
        assertThatThrownBy(() -> new Bar(1.1, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bar(Double.NaN, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bar(0.5, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
