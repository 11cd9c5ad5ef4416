package io.confab.load.match;

import io.confab.chatup.match.Match;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The matcher in crowds of many kinds, a table for each question. */
final class Sweep {
    private static final List<Double> RATES = List.of(10.0, 100.0, 1_000.0);
    private static final List<Integer> TAGS = List.of(500, 5_000, 50_000);
    private static final List<Integer> WAITING = List.of(1_000, 10_000, 100_000);
    private static final int FEWEST = 3_000;
    private static final int STEPS = 40_000;
    private static final Duration AT_LEAST = Duration.ofSeconds(1);
    private static final int BEFORE = 20_000;
    private static final double BAR = 0.5;

    private final PrintWriter out;
    private final int tagsEach;
    private final long seed;
    private final double wait;
    private final int optimumUpTo;

    Sweep(PrintWriter out, int tagsEach, long seed, double wait, int optimumUpTo) {
        this.out = out;
        this.tagsEach = tagsEach;
        this.seed = seed;
        this.wait = wait;
        this.optimumUpTo = optimumUpTo;
    }

    /** Each rate with each number of tags: quality and waits at the allowed mean wait, beside the best greedy method. */
    void crowds(double seconds) {
        out.printf(
                "%n%8s %7s %8s %8s %8s %8s %8s %7s %7s %7s %8s %8s %10s%n",
                "a second",
                "tags",
                "tickets",
                "score",
                "of opt.",
                "greedy",
                "mean s",
                "p50",
                "p95",
                "p99",
                "matched",
                "waiting",
                "tickets/s");
        for (double rate : RATES) {
            for (int tags : TAGS) {
                crowd(rate, tags, seconds);
            }
        }
    }

    private void crowd(double rate, int tags, double seconds) {
        int count = (int) Math.round(Math.max(FEWEST, rate * seconds));
        boolean small = count <= optimumUpTo;
        var trials = new Trials(new Seekers(tags, tagsEach, rate), count, seed, wait, Optional.empty());
        var best = trials.matcher(1).within(wait);
        double optimum = small ? trials.optimum(2 * wait) : 0;
        var greedy = small
                ? Stream.of(trials.bestWhenDue(), trials.firstWithATag(), trials.fallingBar())
                        .flatMap(curve -> curve.within(wait).stream())
                        .map(Quality::score)
                        .max(Comparator.naturalOrder())
                : Optional.<Double>empty();
        best.ifPresent(quality -> out.printf(
                Locale.ROOT,
                "%8.0f %7d %8d %8.4f %8s %8s %8.2f %7.2f %7.2f %7.2f %7.1f%% %8d %10.0f%n",
                rate,
                tags,
                count,
                quality.score(),
                optimum > 0 ? String.format(Locale.ROOT, "%.3f", quality.score() / optimum) : "-",
                greedy.map(score -> String.format(Locale.ROOT, "%.4f", score)).orElse("-"),
                quality.meanWait(),
                quality.waited(50),
                quality.waited(95),
                quality.waited(99),
                100 * quality.matched(),
                quality.mostWaiting(),
                quality.ticketsPerSecond()));
        out.flush();
    }

    /** The cost of a ticket as the number waiting grows. */
    void sizes(Duration patience) {
        header();
        for (int tags : TAGS) {
            for (int waiting : WAITING) {
                size(waiting, tags, patience);
            }
        }
    }

    void header() {
        out.printf(
                "%n%8s %7s %10s %12s %10s %10s %8s%n",
                "waiting", "tags", "tickets/s", "us a ticket", "a second", "mean wait", "score");
    }

    /** One line: so many waiting all the time, and what one core makes of those that come. */
    void size(int waiting, int tags, Duration patience) {
        var threads = ManagementFactory.getThreadMXBean();
        var seekers = new Seekers(tags, tagsEach, 1);
        var sums = new Sums();
        var steady = Steady.of(
                new PlannedMethod(patience, BAR, seekers.come(BEFORE, ~seed)),
                seekers,
                waiting,
                patience,
                seed,
                sums::add);
        sums.begin();
        var from = steady.at();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int step = 0; step < STEPS || Duration.between(from, steady.at()).compareTo(AT_LEAST) < 0; step++) {
            steady.step();
            sums.came++;
        }
        double seconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        double simulated = Duration.between(from, steady.at()).toMillis() / 1_000.0;
        out.printf(
                Locale.ROOT,
                "%8d %7d %10.0f %12.1f %10.0f %10.2f %8.4f%n",
                waiting,
                tags,
                sums.came / seconds,
                1e6 * seconds / sums.came,
                sums.came / simulated,
                waiting / Math.max(1e-9, sums.came / simulated),
                sums.score / Math.max(1, sums.matches));
        out.flush();
    }

    private static final class Sums {
        private long came;
        private long matches;
        private double score;

        void add(Match match) {
            matches++;
            score += match.score();
        }

        void begin() {
            came = 0;
            matches = 0;
            score = 0;
        }
    }
}
