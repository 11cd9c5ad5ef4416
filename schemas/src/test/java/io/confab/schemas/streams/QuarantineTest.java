package io.confab.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuarantineTest {
    private final Quarantine quarantine = new Quarantine();

    @Test
    void it_knows_what_was_put_into_it_and_nothing_else() {
        assertThat(quarantine.isEmpty()).isTrue();
        var failure = failure("a bug");
        quarantine.add(at(7), failure);
        assertThat(quarantine.isEmpty()).isFalse();
        assertThat(quarantine.failureAt(at(7))).contains(failure);
        assertThat(quarantine.failureAt(at(8))).isEmpty();
        assertThat(quarantine.failureAt(new Position("chat.commands", 1, 7))).isEmpty();
    }

    @Test
    void the_same_exception_on_its_way_up_keeps_what_was_known_first() {
        var bug = new IllegalStateException("no JSON");
        var first = new Failure(Failure.Stage.WRITE, bug);
        quarantine.add(at(7), first);
        quarantine.add(at(7), new Failure(Failure.Stage.PROCESS, new RuntimeException("wrapped", bug)));
        quarantine.add(at(7), new Failure(Failure.Stage.PROCESS, bug));
        assertThat(quarantine.failureAt(at(7))).contains(first);
    }

    @Test
    void a_record_is_excused_once_however_it_fails_again() {
        var first = failure("first");
        quarantine.add(at(7), first);
        assertThat(quarantine.excuses(first.cause())).isTrue();
        var second = failure("second");
        quarantine.add(at(7), second);
        assertThat(quarantine.failureAt(at(7))).contains(second);
        assertThat(quarantine.excuses(second.cause())).isFalse();
    }

    @Test
    void it_is_bounded_and_forgets_the_oldest() {
        for (int offset = 0; offset <= 1_000; offset++) {
            quarantine.add(at(offset), failure("a bug"));
        }
        assertThat(quarantine.failureAt(at(0))).isEmpty();
        assertThat(quarantine.failureAt(at(1))).isPresent();
        assertThat(quarantine.failureAt(at(1_000))).isPresent();
    }

    private static Position at(long offset) {
        return new Position("chat.commands", 0, offset);
    }

    private static Failure failure(String message) {
        return new Failure(Failure.Stage.PROCESS, new IllegalStateException(message));
    }
}
