package io.confab.load.match;

import java.util.List;

/**
 * What a method came to with one crowd.
 *
 * @param score mean over all who came; 0 for those who met nobody
 * @param waits of those who met, in seconds, sorted
 * @param came how many
 * @param mostWaiting at a time
 * @param cpuSeconds of the thread that matched
 */
record Quality(double score, List<Double> waits, int came, int mostWaiting, double cpuSeconds) {

    Quality {
        waits = waits.stream().sorted().toList();
    }

    double meanWait() {
        return waits.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    double waited(double percentile) {
        return waits.isEmpty() ? 0 : waits.get((int) Math.min(waits.size() - 1, waits.size() * percentile / 100));
    }

    double matched() {
        return (double) waits.size() / came;
    }

    double ticketsPerSecond() {
        return came / cpuSeconds;
    }
}
