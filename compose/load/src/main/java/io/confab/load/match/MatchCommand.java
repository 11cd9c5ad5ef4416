package io.confab.load.match;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
            "optimum in hindsight, each given more and more patience; the table has the best within the allowed mean wait.",
            "",
            "  ./confab load match --svg match.svg                       the table, and score against wait as a picture",
            "  ./confab load match --matcher-only --patience 10 --rate 1000 --parts 4",
            "                                                            what cutting a large crowd costs",
            "  ./confab load match --sweep                               many kinds of crowds, up to 100,000 waiting",
            ""
        })
public final class MatchCommand implements Callable<Integer> {

    private static final double PATIENCE = 10;

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

    @Option(
            names = "--parts",
            defaultValue = "1",
            description = "Also the matcher with the crowd cut in so many parts by their least tag (${DEFAULT-VALUE}).")
    private int parts;

    @Option(
            names = "--sweep",
            description =
                    "Instead: 10, 100 and 1,000 a second, each with 500, 5,000 and 50,000 tags; then the cost of a"
                            + " ticket with 1,000, 10,000 and 100,000 waiting.")
    private boolean sweep;

    @Option(
            names = "--waiting",
            paramLabel = "COUNT",
            description =
                    "Instead: so many wait all the time, and what one core makes of those that come. With --patience"
                            + " (10 s).")
    private Optional<Integer> waiting = Optional.empty();

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
        if (parts < 1 || waiting.filter(some -> some < 2).isPresent()) {
            throw new ParameterException(spec.commandLine(), "there is one part or more, and two or more wait");
        }
        var out = spec.commandLine().getOut();
        if (sweep || waiting.isPresent()) {
            sweep(new Sweep(out, tagsEach, seed, wait, optimumUpTo));
        } else {
            compare(out, new Trials(seekers, count, seed, wait, patience), count);
        }
        return 0;
    }

    private void sweep(Sweep sweep) {
        var steadyPatience = Duration.ofMillis(Math.round(1000 * patience.orElse(PATIENCE)));
        if (waiting.isPresent()) {
            sweep.header();
            sweep.size(waiting.get(), tags, steadyPatience);
        } else {
            sweep.crowds(seconds);
            sweep.sizes(steadyPatience);
        }
    }

    private void compare(PrintWriter out, Trials trials, int count) throws IOException {
        boolean small = !matcherOnly && count <= optimumUpTo;
        double optimum = small ? trials.optimum(2 * wait) : 0;
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
        var methods = new ArrayList<Supplier<Curve>>();
        methods.add(() -> trials.matcher(1));
        if (parts > 1) {
            methods.add(() -> trials.matcher(parts));
        }
        if (!matcherOnly) {
            methods.add(trials::bestWhenDue);
            methods.add(trials::firstWithATag);
        }
        if (small) {
            methods.add(trials::fallingBar);
        }
        if (exact && !matcherOnly) {
            methods.add(trials::exactWhenDue);
        }
        var curves = new ArrayList<Curve>();
        for (var method : methods) {
            curves.add(method.get());
            row(out, curves.get(curves.size() - 1), optimum);
        }
        if (plot.isPresent()) {
            var title = String.format(Locale.ROOT, "%.0f arrivals a second, %d tags, %d each", rate, tags, tagsEach);
            Files.writeString(plot.get(), Plot.of(title, curves, optimum));
        }
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
