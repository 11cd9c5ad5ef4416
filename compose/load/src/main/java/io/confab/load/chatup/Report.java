package io.confab.load.chatup;

import io.confab.load.latency.Latencies;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to. Times are in milliseconds, from when a ticket was due until the reader had the event; they and the rates are
 * of the tickets that count.
 *
 * @param load what was asked
 * @param sendingSeconds how long the tickets that count were sent
 * @param inPerSecond tickets that were sent in that time
 * @param outPerSecond outcomes in that time
 * @param meanScore over those who were matched
 * @param waiting until {@code chatup.waiting}
 * @param outcome until the ticket's outcome
 * @param perfect until {@code chatup.matched} with the one who has the same tags and waited already
 * @param perfectLost tickets whose perfect partner, or who themselves, met somebody else before
 * @param starved arrivals that found no user who was free to seek, and were late for that
 * @param pending tickets without an outcome at the end
 * @param cpuSeconds of each process in that time
 * @param ticketsPerCoreSecond outcomes for each second of a core that the workers used
 * @param ticketsPerCoreSecondOfAll the same with the broker's
 * @param placesPerTicket on each topic: records, and the markers of transactions
 */
record Report(
        Load load,
        double sendingSeconds,
        double inPerSecond,
        double outPerSecond,
        Journal.Standing standing,
        double meanScore,
        Spread waiting,
        Spread outcome,
        Spread perfect,
        long perfectLost,
        long starved,
        long pending,
        int kills,
        Map<String, Double> cpuSeconds,
        double ticketsPerCoreSecond,
        double ticketsPerCoreSecondOfAll,
        Map<String, Double> placesPerTicket,
        long deadLetters,
        Optional<Judgement> judgement) {

    /** In milliseconds. */
    record Spread(long count, double p50, double p95, double p99, double longest) {

        static Spread of(Latencies times) {
            return new Spread(
                    times.count(),
                    times.percentile(50),
                    times.percentile(95),
                    times.percentile(99),
                    times.percentile(100));
        }
    }

    boolean holds() {
        return pending == 0
                && deadLetters == 0
                && judgement.map(Judgement::holds).orElse(true);
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%,d tickets at %.0f a second from %,d users, %,d tags, %d each, seed %d%n",
                standing.tickets(),
                load.rate(),
                load.users(),
                load.seekers().tags(),
                load.seekers().tagsEach(),
                load.seed());
        double taken = Math.max(1, standing.outcomes());
        out.printf(
                Locale.ROOT,
                "matched %.1f%%, expired %.1f%%, cancelled %.1f%%; refused %,d; without an outcome %,d; mean score %.4f%n%n",
                100 * standing.matched() / taken,
                100 * standing.expired() / taken,
                100 * standing.cancelled() / taken,
                standing.rejected(),
                pending,
                meanScore);
        out.printf("%-36s %9s %9s %9s %9s %9s%n", "milliseconds", "count", "p50", "p95", "p99", "max");
        row(out, "until waiting", waiting);
        row(out, "until the outcome", outcome);
        if (load.perfect()) {
            row(out, "until matched, perfect partner there", perfect);
            out.printf("  %,d met somebody else%n", perfectLost);
        }
        out.printf(
                Locale.ROOT,
                "%n%.1f tickets a second in, %.1f outcomes a second, for %.1f s%n",
                inPerSecond,
                outPerSecond,
                sendingSeconds);
        cpuSeconds.forEach((process, seconds) -> out.printf(
                Locale.ROOT, "  %-12s %8.1f s of a core, %.2f cores%n", process, seconds, seconds / sendingSeconds));
        if (ticketsPerCoreSecond > 0) {
            out.printf(
                    Locale.ROOT,
                    "%.0f tickets for a second of a core of the workers, %.0f with the broker's%n",
                    ticketsPerCoreSecond,
                    ticketsPerCoreSecondOfAll);
        }
        if (!placesPerTicket.isEmpty()) {
            out.printf("%n%-52s %9s%n", "records and markers for each ticket", "");
            placesPerTicket.forEach((topic, places) -> out.printf(Locale.ROOT, "  %-50s %9.2f%n", topic, places));
        }
        if (starved > 0) {
            out.printf("%,d arrivals found no user who was free: give more --users%n", starved);
        }
        if (deadLetters > 0) {
            out.printf("%,d records went to dead letters%n", deadLetters);
        }
        if (kills > 0) {
            out.printf("a worker was killed %d times%n", kills);
        }
        judgement.ifPresent(judgement -> out.printf("%n%s%n", judgement));
        out.flush();
    }

    private static void row(PrintWriter out, String name, Spread times) {
        out.printf(
                Locale.ROOT,
                "%-36s %9d %9.1f %9.1f %9.1f %9.1f%n",
                name,
                times.count(),
                times.p50(),
                times.p95(),
                times.p99(),
                times.longest());
    }
}
