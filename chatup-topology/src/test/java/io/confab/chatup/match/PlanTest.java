package io.confab.chatup.match;

import static io.confab.chatup.match.Crowd.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final Plan plan = new Plan(4, 16, 1_000);

    @Test
    void a_newcomer_takes_one_from_a_pair_only_if_the_total_gains() {
        var ann = waiting(1);
        var ben = waiting(2);
        var cleo = waiting(3);
        suit(ann, ben, 0.5);
        plan.settle(ben);
        suit(ben, cleo, 0.4);

        assertThat(plan.settle(cleo)).isFalse();
        assertThat(ben.partner()).isSameAs(ann);

        var dan = waiting(4);
        suit(ann, dan, 0.3);
        assertThat(plan.settle(dan)).isTrue();
        assertThat(ben.partner()).isSameAs(cleo);
        assertThat(dan.partner()).isSameAs(ann);
    }

    @Test
    void the_total_is_near_the_greatest_there_is() {
        double reached = 0;
        double greatest = 0;
        for (int seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            double[][] scores = new double[10][10];
            var all = new ArrayList<Waiting>();
            for (int i = 0; i < 10; i++) {
                all.add(waiting(i));
                for (int j = 0; j < i; j++) {
                    if (random.nextInt(3) == 0) {
                        scores[i][j] = random.nextDouble();
                        suit(all.get(i), all.get(j), scores[i][j]);
                    }
                }
                plan.settle(all.get(i));
            }
            double total = total(all);
            double best = greatest(scores, 0);
            assertThat(total).isLessThanOrEqualTo(best + 1e-9);
            reached += total;
            greatest += best;
        }
        assertThat(reached / greatest).isGreaterThan(0.99);
    }

    @Test
    void no_more_steps_are_made_than_allowed() {
        var hasty = new Plan(4, 16, 1);
        var ann = waiting(1);
        var ben = waiting(2);
        var cleo = waiting(3);
        suit(ann, ben, 0.9);
        plan.settle(ann);
        suit(cleo, ann, 0.8);
        var dan = waiting(4);
        suit(cleo, dan, 0.1);

        assertThat(hasty.settle(cleo)).isFalse();
        assertThat(plan.settle(cleo)).isTrue();
    }

    private static Waiting waiting(int who) {
        return new Waiting(ticket(who, who), new Posting[0], 0, 16);
    }

    private static void suit(Waiting one, Waiting other, double score) {
        one.meet(other, score);
        other.meet(one, score);
    }

    private static double total(List<Waiting> all) {
        double total = 0;
        for (var one : all) {
            if (!one.isFree()) {
                assertThat(one.partner().partner()).isSameAs(one);
                assertThat(one.partner().mateScore()).isCloseTo(one.mateScore(), within(0.0));
                total += one.mateScore() / 2;
            }
        }
        return total;
    }

    /** By trying everything; a bit of {@code taken} for each. */
    private static double greatest(double[][] scores, int taken) {
        int first = Integer.numberOfTrailingZeros(~taken);
        if (first >= scores.length) {
            return 0;
        }
        double best = greatest(scores, taken | 1 << first);
        for (int other = first + 1; other < scores.length; other++) {
            if ((taken & 1 << other) == 0 && scores[other][first] > 0) {
                best = Math.max(best, scores[other][first] + greatest(scores, taken | 1 << first | 1 << other));
            }
        }
        return best;
    }
}
