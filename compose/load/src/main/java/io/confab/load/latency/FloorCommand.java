package io.confab.load.latency;

import io.confab.load.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what a setting does to two bare exactly-once hops, in turn with the settings that are shipped. */
@Command(
        name = "floor",
        mixinStandardHelpOptions = true,
        description = {
            "Measures two bare exactly-once hops, on a broker of their own, with settings changed: what is shipped and",
            "each variant in turn, some rounds, so that a machine that is slower for a while is slower for all of them."
        })
public final class FloorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--variant",
            paramLabel = "NAME:KEY=VALUE,…",
            description = "Keys of confab., of the broker (broker.) or of Kafka Streams; can be given many times.")
    private List<String> variants = List.of();

    @Option(names = "--rate", defaultValue = "200", description = "Records a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "20", description = "How long each round counts (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds before that don't (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "How many rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        var all = new ArrayList<>(List.of(Variant.AS_SHIPPED));
        try {
            variants.forEach(variant -> all.add(Variant.of(variant)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        var out = spec.commandLine().getOut();
        var loop = new OpenLoop(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        var medians = new LinkedHashMap<String, List<Double>>();
        var tails = new LinkedHashMap<String, List<Double>>();
        boolean whole = true;
        out.println(Measured.header());
        for (int round = 0; round < rounds; round++) {
            for (var variant : all) {
                Measured measured;
                try (var hops = BareHops.start(variant)) {
                    measured = hops.measure(loop).named(variant.name());
                }
                out.println(measured.row());
                out.flush();
                whole &= measured.isWhole();
                var latencies = measured.latencies();
                medians.computeIfAbsent(variant.name(), name -> new ArrayList<>())
                        .add(latencies.percentile(50));
                tails.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(latencies.percentile(99));
            }
        }
        out.printf("%n%-36s %9s %9s%n", "median of " + rounds + " rounds, milliseconds", "p50", "p99");
        medians.forEach((name, values) ->
                out.printf(Locale.ROOT, "%-36s %9.1f %9.1f%n", name, middle(values), middle(tails.get(name))));
        if (!whole) {
            out.println("not every record came exactly once");
        }
        out.flush();
        return whole ? 0 : 1;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
