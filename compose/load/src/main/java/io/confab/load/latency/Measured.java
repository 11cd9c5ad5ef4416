package io.confab.load.latency;

import java.util.Locale;

/**
 * One way at one rate.
 *
 * @param perSecond as asked for
 * @param achieved as it came, a second
 * @param errors that were not accepted
 * @param missing that never came
 * @param repeated that came more than once
 */
record Measured(
        String name, int perSecond, double achieved, Latencies latencies, int errors, int missing, int repeated) {

    boolean isWhole() {
        return errors == 0 && missing == 0 && repeated == 0;
    }

    Measured named(String other) {
        return new Measured(other, perSecond, achieved, latencies, errors, missing, repeated);
    }

    static String header() {
        return Latencies.header() + String.format(Locale.ROOT, " %9s %7s", "a second", "errors");
    }

    String row() {
        return latencies.row(name + " at " + perSecond) + String.format(Locale.ROOT, " %9.1f %7d", achieved, errors);
    }
}
