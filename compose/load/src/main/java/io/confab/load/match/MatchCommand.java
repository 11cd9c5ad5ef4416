package io.confab.load.match;

import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Ticket;
import io.confab.load.match.GreedyMethod.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares ways to decide who meets whom, by simulation. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = {
            "Simulates who meets whom in chatup, without a broker: the matcher that ships, common greedy methods and the",
            "optimum in hindsight, each given more and more patience; the table has the best within the allowed mean wait."
        })
public final class MatchCommand implements Callable<Integer> {
    /** In units of the allowed mean wait. */
    private static final double[] PATIENCES = {0.4, 0.8, 1.2, 1.4, 1.6, 1.8, 1.9, 2.0, 2.1, 2.2, 2.4, 2.6, 2.8, 3.0};

    private static final int BEFORE = 20_000;
    private static final double BAR = 0.5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--tags", defaultValue = "5000", description = "How many tags there are (${DEFAULT-VALUE}).")
    private int tags;

    @Option(names = "--tags-each", defaultValue = "5", description = "How many each ticket has (${DEFAULT-VALUE}).")
    private int tagsEach;

    @Option(names = "--rate", defaultValue = "100", description = "Arrivals a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seconds", defaultValue = "30", description = "How long they come (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--seed", defaultValue = "1", description = "Draws the crowd (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--wait", defaultValue = "5", description = "Allowed mean wait in seconds (${DEFAULT-VALUE}).")
    private double wait;

    @Option(
            names = "--optimum-up-to",
            defaultValue = "4000",
            description = "Leave out the optimum and the falling bar for more arrivals (${DEFAULT-VALUE}).")
    private int optimumUpTo;

    @Option(names = "--exact", description = "Also an exact matching of all who wait in each round, which is slow.")
    private boolean exact;

    @Option(names = "--matcher-only", description = "Nothing to compare with: for large crowds.")
    private boolean matcherOnly;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "This patience alone instead of many: for large crowds.")
    private Optional<Double> patience = Optional.empty();

    @Option(names = "--svg", paramLabel = "FILE", description = "Where to plot score against mean wait.")
    private Optional<Path> plot = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Seekers seekers;
        try {
            seekers = new Seekers(tags, tagsEach, rate);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        int count = (int) Math.round(rate * seconds);
        if (count < 2
                || !(wait > 0)
                || patience.filter(seconds -> seconds < 0.001).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "two or more must come, and be allowed some wait and some patience");
        }
        var tickets = seekers.come(count, seed);
        // How rare a tag is, for the judgement: in the whole crowd, which nobody who matches can know.
        var frequencies = new TagFrequencies(Integer.MAX_VALUE);
        tickets.forEach(ticket -> frequencies.count(ticket.tags()));
        var scorer = new TagScorer(BAR);
        Score score = (one, other) -> scorer.score(one, other, frequencies::weight);
        boolean small = !matcherOnly && count <= optimumUpTo;

        var out = spec.commandLine().getOut();
        double optimum = small ? optimum(tickets, score) : 0;
        out.printf(
                Locale.ROOT,
                "%d arrivals, %.0f a second, %d tags, %d each, seed %d%n",
                count,
                rate,
                tags,
                tagsEach,
                seed);
        if (optimum > 0) {
            out.printf(Locale.ROOT, "optimum in hindsight, at most %.1f s apart: %.4f%n", 2 * wait, optimum);
        }
        out.printf(
                "%n%-22s %8s %8s %8s %7s %7s %7s %8s %8s %10s%n",
                "method", "score", "of opt.", "mean s", "p50", "p95", "p99", "matched", "waiting", "tickets/s");
        var curves = new ArrayList<Curve>();
        var simulation = new Simulation(tickets, score);
        var before = seekers.come(BEFORE, ~seed);
        curves.add(curve("matcher", simulation, patience -> new PlannedMethod(patience, BAR, before)));
        row(out, curves.get(0), optimum);
        if (!matcherOnly) {
            curves.add(curve("best when due", simulation, greedy(Rule.BEST_WHEN_DUE, score)));
            row(out, curves.get(1), optimum);
            curves.add(new Curve(
                    "first with a tag", List.of(simulation.run(new GreedyMethod(Rule.FIRST, Duration.ZERO, score)))));
            row(out, curves.get(2), optimum);
        }
        if (small) {
            curves.add(curve("falling bar", simulation, greedy(Rule.FALLING_BAR, score)));
            row(out, curves.get(3), optimum);
        }
        if (exact && !matcherOnly) {
            var curve = curve("exact when due", simulation, patience -> new ExactMethod(patience, score));
            curves.add(curve);
            row(out, curve, optimum);
        }
        if (plot.isPresent()) {
            var title = String.format(Locale.ROOT, "%.0f arrivals a second, %d tags, %d each", rate, tags, tagsEach);
            Files.writeString(plot.get(), Plot.of(title, curves, optimum));
        }
        return 0;
    }

    private double optimum(List<Ticket> tickets, Score score) {
        var apart = Duration.ofMillis(Math.round(2000 * wait));
        return Exact.matching(tickets, apart, score).stream()
                        .mapToDouble(match -> 2 * match.score())
                        .sum()
                / tickets.size();
    }

    private static Function<Duration, Method> greedy(Rule rule, Score score) {
        return patience -> new GreedyMethod(rule, patience, score);
    }

    private Curve curve(String name, Simulation simulation, Function<Duration, Method> method) {
        var patiences = patience.map(DoubleStream::of)
                .orElseGet(() -> DoubleStream.of(PATIENCES).map(times -> times * wait));
        return new Curve(
                name,
                patiences
                        .mapToObj(seconds -> Duration.ofMillis(Math.round(1000 * seconds)))
                        .map(method)
                        .map(simulation::run)
                        .toList());
    }

    private void row(PrintWriter out, Curve curve, double optimum) {
        curve.within(wait)
                .ifPresentOrElse(
                        best -> out.printf(
                                Locale.ROOT,
                                "%-22s %8.4f %8s %8.2f %7.2f %7.2f %7.2f %7.1f%% %8d %10.0f%n",
                                curve.name(),
                                best.score(),
                                optimum > 0 ? String.format(Locale.ROOT, "%.3f", best.score() / optimum) : "-",
                                best.meanWait(),
                                best.waited(50),
                                best.waited(95),
                                best.waited(99),
                                100 * best.matched(),
                                best.mostWaiting(),
                                best.ticketsPerSecond()),
                        () -> out.printf("%-22s waits longer whatever its patience%n", curve.name()));
        out.flush();
    }
}
