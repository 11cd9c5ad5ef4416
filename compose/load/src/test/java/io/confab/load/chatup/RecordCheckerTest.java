package io.confab.load.chatup;

import static io.confab.load.chatup.Meeting.commandOf;
import static io.confab.load.chatup.Meeting.matched;
import static io.confab.load.chatup.Meeting.millis;
import static io.confab.load.chatup.Meeting.seekOf;
import static io.confab.load.chatup.Meeting.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.event.RejectionCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each fault that a run of chatup can have is caught, and named; what is as it should be is not. */
class RecordCheckerTest {

    private static Meeting annAndBenWait() {
        return new Meeting().enters(0, "ann", "a1").enters(1, "ben", "b1");
    }

    private static Meeting annAndBenMeet() {
        return annAndBenWait().meet(5, "m1", "ann", "a1", "ben", "b1");
    }

    private static void breaks(Meeting story, Promise... promises) {
        var judgement = story.judge();
        assertThat(judgement.holds()).isFalse();
        assertThat(judgement.breaches().keySet()).as("%s", judgement).containsExactlyInAnyOrder(promises);
        assertThat(judgement.shown()).isNotEmpty();
    }

    private static Judgement holds(Meeting story) {
        var judgement = story.judge();
        assertThat(judgement.breaches()).as("%s", judgement).isEmpty();
        return judgement;
    }

    @Test
    void a_run_as_it_should_be_holds() {
        var judgement = holds(annAndBenMeet()
                .enters(6, "ann", "a2")
                .seeks(7, "ann", "a3")
                .refused(7, "ann", seekOf("a3"), RejectionCode.ALREADY_WAITING)
                .cancels(8, "ann", "stop")
                .cancelled(8, "ann", "a2", "stop")
                .cancels(9, "ann", "stop again")
                .refusedCancel(9, "ann", "stop again")
                .enters(10, "cleo", "c1")
                .expires(70, "cleo", "c1"));

        assertThat(List.of(judgement.taken(), judgement.matched(), judgement.matches()))
                .containsExactly(4L, 2L, 1L);
        assertThat(List.of(judgement.cancelled(), judgement.expired(), judgement.commands()))
                .containsExactly(1L, 1L, 7L);
    }

    @Test
    void a_seek_that_is_sent_twice_is_one_ticket() {
        holds(annAndBenMeet().seeks(0, "ann", "a1"));
        breaks(annAndBenMeet().seeks(0, "ann", "a1").waits(6, "ann", "a1"), Promise.OUTCOME);
    }

    @Test
    void a_command_without_an_answer_is_lost() {
        breaks(annAndBenMeet().seeks(6, "cleo", "c1"), Promise.ANSWER);
        breaks(annAndBenMeet().cancels(6, "ann", "stop"), Promise.ANSWER);
    }

    @Test
    void a_cancel_has_one_answer() {
        var story =
                annAndBenMeet().enters(6, "ann", "a2").cancels(7, "ann", "stop").cancelled(7, "ann", "a2", "stop");

        breaks(story.refusedCancel(7, "ann", "stop"), Promise.ANSWER);
    }

    @Test
    void a_cancel_is_refused_only_because_nothing_waits() {
        breaks(
                annAndBenMeet()
                        .cancels(6, "ann", "stop")
                        .refused(6, "ann", commandOf("stop"), RejectionCode.ALREADY_WAITING),
                Promise.ANSWER);
    }

    @Test
    void a_ticket_without_an_outcome_is_forgotten() {
        breaks(annAndBenMeet().enters(6, "cleo", "c1"), Promise.OUTCOME);
    }

    @Test
    void a_ticket_that_is_matched_twice_is_in_two_matches() {
        breaks(
                annAndBenMeet().enters(2, "cleo", "c1").meet(6, "m2", "ann", "a1", "cleo", "c1"),
                Promise.OUTCOME,
                Promise.SYMMETRY);
    }

    @Test
    void a_ticket_that_is_matched_and_cancelled_has_two_outcomes() {
        breaks(annAndBenMeet().cancels(6, "ann", "stop").cancelled(6, "ann", "a1", "stop"), Promise.OUTCOME);
    }

    @Test
    void an_outcome_before_its_waiting_is_out_of_order() {
        breaks(new Meeting().seeks(0, "cleo", "c1").expires(60, "cleo", "c1").waits(60, "cleo", "c1"), Promise.OUTCOME);
    }

    @Test
    void a_user_with_two_tickets_at_a_time_is_seen() {
        breaks(
                annAndBenWait()
                        .enters(2, "ann", "a2")
                        .meet(5, "m1", "ann", "a1", "ben", "b1")
                        .expires(60, "ann", "a2"),
                Promise.ONE_TICKET);
    }

    @Test
    void a_match_that_only_one_is_told_of_is_none() {
        breaks(
                annAndBenWait()
                        .comes("ann", matched(5, "m1", "a1", "ann", "ben", 0.5))
                        .expires(60, "ben", "b1")
                        .creates("m1", "ann", "ben"),
                Promise.SYMMETRY);
    }

    @Test
    void the_two_of_a_match_are_told_the_same() {
        breaks(
                annAndBenWait()
                        .comes("ann", matched(5, "m1", "a1", "ann", "ben", 0.5))
                        .comes("ben", matched(5, "m1", "b1", "ben", "ann", 0.4))
                        .creates("m1", "ann", "ben"),
                Promise.SYMMETRY);
        breaks(
                annAndBenWait()
                        .comes("ann", matched(5, "m1", "a1", "ann", "ben", 0.5))
                        .comes("ben", matched(5, "m1", "b1", "ben", "cleo", 0.5))
                        .creates("m1", "ann", "ben"),
                Promise.SYMMETRY);
    }

    @Test
    void nobody_meets_themselves() {
        breaks(
                new Meeting()
                        .enters(0, "ann", "a1")
                        .comes("ann", matched(1, "m1", "a1", "ann", "ann", 1))
                        .enters(2, "ann", "a2")
                        .comes("ann", matched(1, "m1", "a2", "ann", "ann", 1))
                        .creates("m1", "ann", "ann"),
                Promise.SYMMETRY);
    }

    @Test
    void a_match_across_a_block_that_was_there_is_seen_whoever_set_it() {
        breaks(annAndBenMeet().blocks(-10, "ann", "ben"), Promise.BLOCK);
        breaks(annAndBenMeet().blocks(-10, "ben", "ann"), Promise.BLOCK);
        breaks(annAndBenMeet().blocks(2, "ben", "ann"), Promise.BLOCK);
    }

    @Test
    void a_block_that_is_lifted_or_comes_later_is_none() {
        holds(annAndBenMeet().blocks(-10, "ann", "ben").lifts(0, "ann", "ben"));
        holds(annAndBenMeet().blocks(6, "ann", "ben"));
        breaks(
                annAndBenMeet()
                        .blocks(-10, "ann", "ben")
                        .lifts(-5, "ann", "ben")
                        .blocks(-2, "ann", "ben"),
                Promise.BLOCK);
    }

    @Test
    void a_block_has_some_time_to_hold_which_is_told() {
        var judgement = holds(annAndBenMeet().blocks(4, "ann", "ben"));

        assertThat(judgement.acrossFreshBlocks()).isEqualTo(1);
        assertThat(judgement.acrossBlocksOlderThanTicket()).isZero();
        assertThat(judgement.longestAfterBlockMs()).isEqualTo(1_000);
    }

    @Test
    void that_time_stands_still_while_a_worker_is_down() {
        var outage = new Outages(List.of(new Outages.Span(millis(1), millis(4))));

        holds(new Meeting(outage, new Lags())
                .enters(0, "ann", "a1")
                .enters(1, "ben", "b1")
                .blocks(0, "ann", "ben")
                .meet(5, "m1", "ann", "a1", "ben", "b1"));
        breaks(
                new Meeting(outage, new Lags())
                        .enters(0, "ann", "a1")
                        .enters(1, "ben", "b1")
                        .blocks(-1, "ann", "ben")
                        .meet(5, "m1", "ann", "a1", "ben", "b1"),
                Promise.BLOCK);
    }

    @Test
    void a_block_need_not_hold_before_tickets_wait_that_were_asked_for_at_the_same_time() {
        var lags = new Lags();
        lags.add(millis(0), 3_000);

        holds(new Meeting(Outages.NONE, lags)
                .enters(0, "ann", "a1")
                .enters(1, "ben", "b1")
                .blocks(0, "ann", "ben")
                .meet(5, "m1", "ann", "a1", "ben", "b1"));
        breaks(
                new Meeting(Outages.NONE, lags)
                        .enters(0, "ann", "a1")
                        .enters(1, "ben", "b1")
                        .blocks(0, "ann", "ben")
                        .meet(6, "m1", "ann", "a1", "ben", "b1"),
                Promise.BLOCK);
        breaks(
                new Meeting(Outages.NONE, lags)
                        .enters(0, "ann", "a1")
                        .enters(1, "ben", "b1")
                        .blocks(-2, "ann", "ben")
                        .meet(5, "m1", "ann", "a1", "ben", "b1"),
                Promise.BLOCK);
    }

    @Test
    void two_who_meet_again_too_soon_are_seen() {
        var story = annAndBenMeet().enters(10, "ann", "a2").enters(10, "ben", "b2");
        breaks(story.meet(20, "m2", "ben", "b2", "ann", "a2"), Promise.AGAIN);
    }

    @Test
    void two_may_meet_again_when_the_time_is_over() {
        holds(annAndBenMeet()
                .enters(4_000, "ann", "a2")
                .enters(4_000, "ben", "b2")
                .meet(4_001, "m2", "ben", "b2", "ann", "a2"));
    }

    @Test
    void a_match_has_exactly_one_conversation_of_its_two() {
        var told = annAndBenWait()
                .comes("ann", matched(5, "m1", "a1", "ann", "ben", 0.5))
                .comes("ben", matched(5, "m1", "b1", "ben", "ann", 0.5));
        breaks(told, Promise.CONVERSATION);
        breaks(annAndBenMeet().creates("m1", "ann", "ben"), Promise.CONVERSATION);
        breaks(annAndBenMeet().creates("m2", "ann", "ben"), Promise.CONVERSATION);
    }

    @Test
    void a_conversation_of_others_is_not_the_matchs() {
        breaks(
                annAndBenWait()
                        .comes("ann", matched(5, "m1", "a1", "ann", "ben", 0.5))
                        .comes("ben", matched(5, "m1", "b1", "ben", "ann", 0.5))
                        .creates("m1", "ann", "cleo"),
                Promise.CONVERSATION);
    }

    @Test
    void what_came_about_and_was_not_delivered_is_missed() {
        breaks(
                new Meeting()
                        .seeks(0, "ann", "a1")
                        .happens("ann", waiting(0, "a1"))
                        .expires(60, "ann", "a1"),
                Promise.DELIVERY);
    }

    @Test
    void what_was_delivered_twice_or_in_another_order_is_seen() {
        breaks(annAndBenMeet().delivers("ann", waiting(0, "a1")), Promise.DELIVERY);
        breaks(
                new Meeting()
                        .seeks(0, "ann", "a1")
                        .happens("ann", waiting(0, "a1"))
                        .expires(60, "ann", "a1")
                        .delivers("ann", waiting(0, "a1")),
                Promise.DELIVERY);
    }

    @Test
    void what_nobody_asked_for_is_seen() {
        breaks(annAndBenMeet().expires(6, "cleo", "c1"), Promise.UNASKED);
        breaks(annAndBenMeet().refusedCancel(6, "cleo", "stop"), Promise.UNASKED);
        breaks(annAndBenMeet().creates(Optional.empty(), "ann", "ben"), Promise.UNASKED);
        breaks(annAndBenMeet().seeks(6, "ann", "a2").waits(6, "ben", "a2"), Promise.UNASKED, Promise.ANSWER);
    }

    @Test
    void many_ids_are_told_apart() {
        var numbers = new Numbers();
        for (int i = 0; i < 100_000; i++) {
            assertThat(numbers.of(new UUID(i % 7, i))).isEqualTo(i);
        }
        assertThat(numbers.find(new UUID(99_999 % 7, 99_999))).isEqualTo(99_999);
        assertThat(numbers.find(new UUID(8, 1))).isEqualTo(-1);
        assertThat(numbers.id(5)).isEqualTo(new UUID(5, 5));
    }
}
