package io.confab.load.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.confab.chatup.match.Match;
import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.match.TagScorer;
import io.confab.load.match.GreedyMethod.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crowd small enough to see that the figures mean what they say, and that the matcher keeps its lead. */
class SimulationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Seekers seekers = new Seekers(500, 5, 20);
    private final TagFrequencies frequencies = new TagFrequencies(Integer.MAX_VALUE);
    private final Score score = (one, other) -> new TagScorer(1).score(one, other, frequencies::weight);

    @Test
    void the_same_seed_gives_the_same_crowd_at_the_rate_that_was_asked_for() {
        var crowd = seekers.come(2_000, 1);

        assertThat(seekers.come(2_000, 1)).isEqualTo(crowd);
        assertThat(seekers.come(2_000, 2)).isNotEqualTo(crowd);
        var took = Duration.between(crowd.get(0).since(), crowd.get(1_999).since());
        assertThat((double) took.toMillis()).isCloseTo(100_000, within(10_000.0));
        assertThat(crowd).allMatch(ticket -> ticket.tags().size() == 5);
    }

    @Test
    void nobody_beats_the_optimum_and_the_matcher_beats_the_greedy_ones() {
        var crowd = seekers.come(400, 1);
        crowd.forEach(ticket -> frequencies.count(ticket.tags()));
        var simulation = new Simulation(crowd, score);

        double optimum = Exact.matching(crowd, Duration.ofDays(1), score).stream()
                        .mapToDouble(match -> 2 * match.score())
                        .sum()
                / crowd.size();
        double matcher = simulation
                .run(new PlannedMethod(PATIENCE, 1, seekers.come(5_000, 9)))
                .score();
        double exact = simulation.run(new ExactMethod(PATIENCE, score)).score();
        double due = simulation
                .run(new GreedyMethod(Rule.BEST_WHEN_DUE, PATIENCE, score))
                .score();
        double first =
                simulation.run(new GreedyMethod(Rule.FIRST, PATIENCE, score)).score();
        double bar = simulation
                .run(new GreedyMethod(Rule.FALLING_BAR, PATIENCE, score))
                .score();

        assertThat(List.of(matcher, exact, due, first, bar)).allMatch(each -> each <= optimum + 1e-9);
        assertThat(matcher).isGreaterThan(Math.max(due, Math.max(first, bar)));
        assertThat(matcher).isGreaterThan(0.95 * exact);
    }

    @Test
    void an_exact_matching_prefers_two_good_pairs_to_the_best_one() {
        var crowd = seekers.come(4, 1);
        Score chain = (one, other) -> {
            int between = Math.abs(crowd.indexOf(one) - crowd.indexOf(other));
            return between != 1 ? 0 : crowd.indexOf(one) + crowd.indexOf(other) == 3 ? 0.6 : 0.5;
        };

        assertThat(Exact.matching(crowd, Duration.ofDays(1), chain))
                .containsExactlyInAnyOrder(
                        new Match(crowd.get(0), crowd.get(1), 0.5), new Match(crowd.get(2), crowd.get(3), 0.5));
    }

    @Test
    void a_plot_has_each_curve_and_the_optimum() {
        var quality = new Quality(0.2, List.of(3.0, 1.0), 4, 2, 0.5);

        var svg = Plot.of("A crowd", List.of(new Curve("matcher", List.of(quality))), 0.25);

        assertThat(quality.meanWait()).isEqualTo(2);
        assertThat(quality.matched()).isEqualTo(0.5);
        assertThat(quality.ticketsPerSecond()).isEqualTo(8);
        assertThat(svg)
                .startsWith("<svg ")
                .endsWith("</svg>\n")
                .contains(">A crowd<", ">matcher<", ">optimum in hindsight<");
    }

    @Test
    void the_axes_of_a_plot_have_round_numbers() {
        var quality = new Quality(0.2, List.of(11.6), 4, 2, 0.5);

        var svg = Plot.of("A crowd", List.of(new Curve("matcher", List.of(quality))), 0.213);

        assertThat(svg)
                .contains(">0<", ">2<", ">10<", ">12<", ">0.05<", ">0.25<")
                .doesNotContain(">0.30<", ">14<");
        assertThat(Plot.step(6, 1)).isEqualTo(1);
        assertThat(Plot.step(7, 1)).isEqualTo(2);
        assertThat(Plot.step(25, 1)).isEqualTo(5);
        assertThat(Plot.step(61, 1)).isEqualTo(20);
        assertThat(Plot.step(0.9, 0.05)).isEqualTo(0.25);
    }
}
