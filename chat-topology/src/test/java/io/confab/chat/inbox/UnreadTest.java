package io.confab.chat.inbox;

import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.inbox.Unread.Run;
import io.confab.schemas.id.Seq;
import io.confab.testkit.User;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreadTest {

    @Test
    void messages_of_one_sender_in_a_row_are_one_run() {
        var unread = Unread.NONE.plus(ANN.id(), seq(1)).plus(ANN.id(), seq(2)).plus(ANN.id(), seq(3));
        assertThat(unread.runs()).containsExactly(new Run(Optional.of(ANN.id()), seq(1), seq(3), 3));
    }

    @Test
    void a_message_of_ones_own_or_of_another_ends_a_run() {
        var unread = Unread.NONE.plus(ANN.id(), seq(1)).plus(ANN.id(), seq(3)).plus(BEN.id(), seq(4));
        assertThat(unread.runs())
                .containsExactly(
                        new Run(Optional.of(ANN.id()), seq(1), seq(1), 1),
                        new Run(Optional.of(ANN.id()), seq(3), seq(3), 1),
                        new Run(Optional.of(BEN.id()), seq(4), seq(4), 1));
    }

    @Test
    void the_count_is_right_after_some_were_read() {
        var unread = Unread.NONE // 3 is one's own
                .plus(ANN.id(), seq(1))
                .plus(ANN.id(), seq(2))
                .plus(ANN.id(), seq(4))
                .plus(ANN.id(), seq(5));
        assertThat(count(unread)).isEqualTo(4);
        assertThat(count(unread.after(seq(1)))).isEqualTo(3);
        assertThat(count(unread.after(seq(2)))).isEqualTo(2);
        assertThat(count(unread.after(seq(3)))).isEqualTo(2);
        assertThat(count(unread.after(seq(4)))).isEqualTo(1);
        assertThat(unread.after(seq(5)).isEmpty()).isTrue();
    }

    @Test
    void messages_of_who_is_blocked_are_left_out_and_there_again_afterwards() {
        var unread = Unread.NONE.plus(ANN.id(), seq(1)).plus(BEN.id(), seq(2)).plus(ANN.id(), seq(3));
        assertThat(unread.count(ANN.id()::equals)).isEqualTo(1);
        assertThat(count(unread)).isEqualTo(3);
    }

    @Test
    void it_stays_small_however_much_is_unread_and_counts_on() {
        var unread = Unread.NONE;
        int messages = 10 * Unread.MAX_RUNS;
        for (int seq = 1; seq <= messages; seq++) {
            unread = unread.plus(User.number(seq % 2).id(), seq(seq));
        }
        assertThat(unread.runs()).hasSize(Unread.MAX_RUNS);
        assertThat(count(unread)).isEqualTo(messages);
        assertThat(count(unread.after(seq(messages - 5)))).isEqualTo(5);
        assertThat(count(unread.after(seq(10)))).isEqualTo(messages - 10);
    }

    @Test
    void where_runs_were_put_together_a_part_is_counted_no_higher_than_it_can_be() {
        var unread = Unread.NONE;
        for (int seq = 1; seq <= 4 * Unread.MAX_RUNS; seq += 2) { // every other is one's own
            unread = unread.plus(ANN.id(), seq(seq));
        }
        assertThat(count(unread)).isEqualTo(2 * Unread.MAX_RUNS);
        var oldest = unread.runs().get(0);
        assertThat(oldest.sender()).contains(ANN.id());
        assertThat(count(unread.after(new Seq(oldest.last().value() - 1)))).isEqualTo(Unread.MAX_RUNS);
    }

    @Test
    void a_message_that_was_deleted_counts_no_more_wherever_it_stood() {
        var unread = Unread.NONE;
        for (int seq = 1; seq <= 5; seq++) {
            unread = unread.plus(ANN.id(), seq(seq));
        }
        assertThat(unread.without(seq(3)).runs())
                .containsExactly(
                        new Run(Optional.of(ANN.id()), seq(1), seq(2), 2),
                        new Run(Optional.of(ANN.id()), seq(4), seq(5), 2));
        assertThat(unread.without(seq(1)).runs()).containsExactly(new Run(Optional.of(ANN.id()), seq(2), seq(5), 4));
        assertThat(unread.without(seq(5)).runs()).containsExactly(new Run(Optional.of(ANN.id()), seq(1), seq(4), 4));
        assertThat(Unread.NONE.plus(ANN.id(), seq(1)).without(seq(1))).isEqualTo(Unread.NONE);
    }

    @Test
    void a_message_that_was_read_and_deleted_changes_nothing() {
        var unread = Unread.NONE.plus(ANN.id(), seq(1)).plus(ANN.id(), seq(2)).after(seq(1));
        assertThat(unread.without(seq(1))).isEqualTo(unread);
        assertThat(Unread.NONE.without(seq(7))).isEqualTo(Unread.NONE);
    }

    @Test
    void deletions_are_counted_where_runs_were_put_together_and_it_stays_small() {
        var unread = Unread.NONE;
        int messages = 6 * Unread.MAX_RUNS;
        for (int seq = 1; seq <= messages; seq++) {
            unread = unread.plus(ANN.id(), seq(seq));
        }
        for (int seq = 2; seq <= messages; seq += 2) {
            unread = unread.without(seq(seq));
        }
        assertThat(unread.runs()).hasSizeLessThanOrEqualTo(Unread.MAX_RUNS);
        assertThat(count(unread)).isEqualTo(messages / 2);
        for (int seq = 1; seq <= messages; seq += 2) {
            unread = unread.without(seq(seq));
        }
        assertThat(unread).isEqualTo(Unread.NONE);
    }

    private static long count(Unread unread) {
        return unread.count(user -> false);
    }

    private static Seq seq(long value) {
        return new Seq(value);
    }
}
