package io.confab.chatup.match;

import static io.confab.chatup.match.Crowd.crowd;
import static io.confab.chatup.match.Crowd.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.ticket.Ticket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every scorer promises; a test of one implements this. */
interface ScorerContract {
    Scorer scorer();

    @Test
    default void a_score_is_from_0_to_1_and_the_same_from_both_sides() {
        forAllPairs((one, other) -> {
            double score = scorer().score(one, other, ScorerContract::weight);

            assertThat(score).isBetween(0.0, 1.0);
            assertThat(scorer().score(other, one, ScorerContract::weight)).isEqualTo(score);
            assertThat(scorer().score(one, other, ScorerContract::weight)).isEqualTo(score);
        });
    }

    @Test
    default void nobody_suits_better_than_one_who_asks_for_the_same() {
        forAllPairs((one, other) -> assertThat(scorer().score(one, other, ScorerContract::weight))
                .isLessThanOrEqualTo(scorer().score(one, one, ScorerContract::weight)));
    }

    @Test
    default void a_veto_is_the_same_from_both_sides() {
        forAllPairs((one, other) -> assertThat(scorer().vetoes(one, other)).isEqualTo(scorer().vetoes(other, one)));
    }

    @Test
    default void the_bar_never_rises_and_is_from_0_to_1() {
        var bars = IntStream.rangeClosed(0, 100)
                .mapToObj(percent -> scorer().bar(percent / 100.0))
                .toList();

        assertThat(bars).allMatch(bar -> bar >= 0 && bar <= 1);
        assertThat(bars).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    private static double weight(String tag) {
        return 1 + tag.length() % 7.0;
    }

    private static void forAllPairs(Check check) {
        List<Ticket> crowd = crowd(40, 7);
        for (var one : crowd) {
            for (var other : crowd) {
                if (!one.userId().equals(other.userId())) {
                    check.of(one, other.avoiding(user(3)));
                }
            }
        }
    }

    /** What must hold for two. */
    @FunctionalInterface
    interface Check {
        void of(Ticket one, Ticket other);
    }
}
