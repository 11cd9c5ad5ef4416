package io.confab.load.match;

import io.confab.chatup.ticket.Ticket;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a crowd come to a method, with a round every quarter of a second, until some time after the last of them.
 *
 * @param tickets in the order in which they come
 */
record Simulation(List<Ticket> tickets, Score score) {
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final Duration AFTER_THE_LAST = Duration.ofSeconds(60);

    Quality run(Method method) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long judging = 0;
        var waits = new ArrayList<Double>();
        double total = 0;
        int most = 0;
        int next = 0;
        var at = tickets.get(0).since();
        var end = tickets.get(tickets.size() - 1).since().plus(AFTER_THE_LAST);
        while (at.isBefore(end) && (next < tickets.size() || method.waiting() > 0)) {
            at = at.plus(ROUND);
            while (next < tickets.size() && !tickets.get(next).since().isAfter(at)) {
                method.add(tickets.get(next++));
            }
            most = Math.max(most, method.waiting());
            var matches = method.round(at);
            long judgingSince = threads.getCurrentThreadCpuTime();
            for (var match : matches) {
                total += 2 * score.of(match.older(), match.younger());
                waits.add(Duration.between(match.older().since(), at).toMillis() / 1000.0);
                waits.add(Duration.between(match.younger().since(), at).toMillis() / 1000.0);
            }
            judging += threads.getCurrentThreadCpuTime() - judgingSince;
        }
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpuBefore - judging) / 1e9;
        return new Quality(total / tickets.size(), waits, tickets.size(), most, cpuSeconds);
    }
}
