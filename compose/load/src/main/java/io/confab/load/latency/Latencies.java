package io.confab.load.latency;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Times that were taken, to the microsecond, up to ten minutes each. Not safe for use by many threads. */
public final class Latencies {

    private static final long HIGHEST_MICROS = 600_000_000;

    private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);

    public void add(long nanos) {
        micros.recordValue(Math.min(nanos / 1_000, HIGHEST_MICROS));
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** Milliseconds within which {@code percent} of them lie. */
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1_000.0;
    }

    /** One line of a table: count, median, 90 %, 99 %, longest. */
    public String row(String name) {
        return String.format(
                Locale.ROOT,
                "%-36s %6d %9.1f %9.1f %9.1f %9.1f",
                name,
                count(),
                percentile(50),
                percentile(90),
                percentile(99),
                micros.getMaxValue() / 1_000.0);
    }

    /** The line above such lines. */
    public static String header() {
        return String.format(
                Locale.ROOT, "%-36s %6s %9s %9s %9s %9s", "milliseconds", "count", "p50", "p90", "p99", "max");
    }
}
