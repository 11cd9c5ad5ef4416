package io.confab.load.match;

import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Ticket;
import io.confab.load.match.GreedyMethod.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** One crowd, to which all methods are put. */
final class Trials {
    /** In units of the allowed mean wait. */
    private static final double[] PATIENCES = {0.4, 0.8, 1.2, 1.4, 1.6, 1.8, 1.9, 2.0, 2.1, 2.2, 2.4, 2.6, 2.8, 3.0};

    private static final int BEFORE = 20_000;
    private static final double BAR = 0.5;

    private final List<Ticket> tickets;
    private final List<Ticket> before;
    private final Score score;
    private final Simulation simulation;
    private final List<Duration> patiences;

    /**
     * @param wait the allowed mean wait in seconds
     * @param patience instead of those around it
     */
    Trials(Seekers seekers, int count, long seed, double wait, Optional<Double> patience) {
        this.tickets = seekers.come(count, seed);
        this.before = seekers.come(BEFORE, ~seed);
        // How rare a tag is, for the judgement: in the whole crowd, which nobody who matches can know.
        var frequencies = new TagFrequencies(Integer.MAX_VALUE);
        tickets.forEach(ticket -> frequencies.count(ticket.tags()));
        var scorer = new TagScorer(BAR);
        this.score = (one, other) -> scorer.score(one, other, frequencies::weight);
        this.simulation = new Simulation(tickets, score);
        this.patiences = patience.map(DoubleStream::of)
                .orElseGet(() -> DoubleStream.of(PATIENCES).map(times -> times * wait))
                .mapToObj(Trials::seconds)
                .toList();
    }

    /** The matcher that ships; the crowd is cut in {@code parts}. */
    Curve matcher(int parts) {
        return curve(
                parts == 1 ? "matcher" : "matcher, " + parts + " parts",
                patience -> parts == 1
                        ? new PlannedMethod(patience, BAR, before)
                        : new PartedMethod(parts, () -> new PlannedMethod(patience, BAR, before)));
    }

    Curve bestWhenDue() {
        return curve("best when due", patience -> new GreedyMethod(Rule.BEST_WHEN_DUE, patience, score));
    }

    Curve fallingBar() {
        return curve("falling bar", patience -> new GreedyMethod(Rule.FALLING_BAR, patience, score));
    }

    Curve firstWithATag() {
        return new Curve(
                "first with a tag", List.of(simulation.run(new GreedyMethod(Rule.FIRST, Duration.ZERO, score))));
    }

    Curve exactWhenDue() {
        return curve("exact when due", patience -> new ExactMethod(patience, score));
    }

    /** In hindsight, of those who came at most {@code apart} seconds from each other: mean score a ticket. */
    double optimum(double apart) {
        return Exact.matching(tickets, seconds(apart), score).stream()
                        .mapToDouble(match -> 2 * match.score())
                        .sum()
                / tickets.size();
    }

    private Curve curve(String name, Function<Duration, Method> method) {
        return new Curve(
                name, patiences.stream().map(method).map(simulation::run).toList());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
