package io.confab.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void a_reason_is_one_bounded_line_of_all_messages() {
        var cause = new IllegalStateException("two\n  lines", new NullPointerException());
        assertThat(failure(cause).reason()).isEqualTo("two lines; NullPointerException");
        assertThat(failure(new IllegalStateException("x".repeat(10_000))).reason())
                .hasSize(500);
    }

    @Test
    void a_stack_is_bounded() {
        assertThat(failure(new IllegalStateException("x".repeat(10_000))).stack())
                .hasSize(4_000);
    }

    @Test
    void causes_that_go_in_a_circle_end() {
        var one = new IllegalStateException("one");
        var two = new IllegalStateException("two", one);
        one.initCause(two);
        assertThat(failure(one).reason()).startsWith("one; two; one");
        assertThat(failure(new IllegalStateException("other")).caused(one)).isFalse();
        assertThat(Faults.areAroundUs(one)).isFalse();
    }

    private static Failure failure(Throwable cause) {
        return new Failure(Failure.Stage.PROCESS, cause);
    }
}
