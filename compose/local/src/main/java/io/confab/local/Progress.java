package io.confab.local;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells whoever waits for a start what is up already. Safe for many threads. */
final class Progress {

    private final PrintWriter out;
    private final long start;

    /** @param start when the wait began, in {@link System#currentTimeMillis()} */
    Progress(PrintWriter out, long start) {
        this.out = out;
        this.start = start;
    }

    /** Does {@code work} and says how long it took. */
    <T> T timed(String name, Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        say(String.format(Locale.ROOT, "  %-12s %5.1f s", name, seconds(Duration.ofNanos(System.nanoTime() - begin))));
        return result;
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Since the wait began, such as {@code 8.3 s}. */
    String elapsed() {
        var elapsed = Duration.ofMillis(System.currentTimeMillis() - start);
        return String.format(Locale.ROOT, "%.1f s", seconds(elapsed));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
