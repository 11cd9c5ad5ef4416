package io.confab.load.latency;

import io.confab.load.RunningConfab;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures messages on a running Confab, one at a time or at a rate, and two bare exactly-once hops beside them. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the time from POST to the other's WebSocket on a running Confab, one message at a time, and beside it,",
            "in the same run, two bare exactly-once hops on a broker of its own. With --rate messages are sent at that rate,",
            "by many pairs of people, whether or not those before have come, and each one's time is taken from when it was",
            "due. Every message must come exactly once, or the exit status is 1."
        })
public final class LatencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunningConfab confab;

    @Option(names = "--messages", defaultValue = "50", description = "How many messages count (${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--warm-up", defaultValue = "100", description = "How many go before and don't (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--pause-ms", defaultValue = "200", description = "Milliseconds before each (${DEFAULT-VALUE}).")
    private long pauseMs;

    @Option(names = "--rate", description = "Messages a second; can be given many times.")
    private List<Integer> rates = List.of();

    @Option(names = "--seconds", defaultValue = "60", description = "How long a rate counts (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "30",
            description = "How long it is kept up before that (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(
            names = "--pairs",
            description =
                    "Pairs of people (one for each 10 messages a second, 20 at least): a user may send 10 a second.")
    private Optional<Integer> pairs = Optional.empty();

    @Override
    public Integer call() throws Exception {
        return rates.isEmpty() ? oneAtATime() : atRates();
    }

    private int atRates() throws Exception {
        var out = spec.commandLine().getOut();
        int highest = rates.stream().mapToInt(Integer::intValue).max().orElseThrow();
        int count = pairs.orElse(Math.max(20, (highest + 9) / 10));
        if (rates.stream().anyMatch(rate -> rate < 1) || count < 1 || seconds < 1 || warmUpSeconds < 0) {
            throw new ParameterException(spec.commandLine(), "rates, pairs and seconds are 1 or more");
        }
        out.println("signing up " + count + " pairs at " + confab.url() + " …");
        out.flush();
        var stack = new ArrayList<Measured>();
        var floor = new ArrayList<Measured>();
        var shares = new ArrayList<Double>();
        long closed;
        try (var crowd = Crowd.signUp(confab.url(), confab.mailbox(), count, made -> {
            if (made % 20 == 0) {
                out.println("  " + made + " of " + count);
                out.flush();
            }
        })) {
            for (int rate : rates) {
                var loop = new OpenLoop(rate, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
                out.println(rate + " a second …");
                out.flush();
                long cpu = cpuNanos();
                long begin = System.nanoTime();
                stack.add(crowd.measure(loop));
                shares.add((cpuNanos() - cpu) / (double) (System.nanoTime() - begin));
                out.println("two bare hops at " + rate + " a second …");
                out.flush();
                try (var hops = BareHops.start()) {
                    floor.add(hops.measure(loop));
                }
            }
            closed = crowd.closed();
        }
        return tell(out, stack, floor, shares, closed);
    }

    private static int tell(
            PrintWriter out, List<Measured> stack, List<Measured> floor, List<Double> shares, long closed) {
        out.println();
        out.println(Measured.header());
        for (int i = 0; i < stack.size(); i++) {
            out.println(stack.get(i).row());
            out.println(floor.get(i).row());
        }
        out.println();
        for (int i = 0; i < stack.size(); i++) {
            var measured = stack.get(i);
            out.printf(
                    Locale.ROOT,
                    "at %d: ratio of the medians %.2f, of the 99 %% %.2f; measuring took %.2f of a core%n",
                    measured.perSecond(),
                    measured.latencies().percentile(50)
                            / floor.get(i).latencies().percentile(50),
                    measured.latencies().percentile(99)
                            / floor.get(i).latencies().percentile(99),
                    shares.get(i));
        }
        boolean whole =
                closed == 0 && Stream.concat(stack.stream(), floor.stream()).allMatch(Measured::isWhole);
        out.println(whole ? "every message came exactly once to both" : "NOT every message came exactly once to both:");
        Stream.concat(stack.stream(), floor.stream())
                .filter(measured -> !measured.isWhole())
                .forEach(measured -> out.printf(
                        "  %s at %d: %d not accepted, %d arrivals missing, %d repeated%n",
                        measured.name(),
                        measured.perSecond(),
                        measured.errors(),
                        measured.missing(),
                        measured.repeated()));
        if (closed > 0) {
            out.println("  " + closed + " sockets were closed");
        }
        out.flush();
        return whole ? 0 : 1;
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private int oneAtATime() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        var pause = Duration.ofMillis(pauseMs);
        out.println("talking to " + confab.url() + " …");
        out.flush();
        var conversation = new Conversation(confab.api(), confab.mailbox()).measure(warmUp, messages, pause);
        out.println("two bare hops …");
        out.flush();
        Latencies floor;
        try (var hops = BareHops.start()) {
            floor = hops.measure(warmUp, messages, pause);
        }
        out.println();
        out.println(Latencies.header());
        out.println(conversation.row("POST to the other's WebSocket"));
        out.println(floor.row("two bare exactly-once hops"));
        out.printf("%nratio of the medians: %.2f%n", conversation.percentile(50) / floor.percentile(50));
        out.flush();
        return 0;
    }
}
