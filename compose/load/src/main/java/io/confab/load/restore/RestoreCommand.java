package io.confab.load.restore;

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

/** Measures how long a worker of conversations and inboxes takes to restore its state from Kafka. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Fills the state of many users on a broker of its own, then takes the state of the worker away and measures the",
            "time until all of it works again: with what is shipped and each variant in turn, some rounds."
        })
public final class RestoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--users", defaultValue = "100000", description = "How many users (${DEFAULT-VALUE}).")
    private int users;

    @Option(names = "--messages", defaultValue = "3", description = "In each conversation of two (${DEFAULT-VALUE}).")
    private int messages;

    @Option(names = "--rounds", defaultValue = "3", description = "How many rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--variant",
            paramLabel = "NAME:KEY=VALUE,…",
            description = "Keys of confab. or of Kafka Streams, such as restore.consumer.; can be given many times.")
    private List<String> variants = List.of();

    private long toldAt;

    @Override
    public Integer call() throws Exception {
        var all = new ArrayList<>(List.of(Variant.AS_SHIPPED));
        try {
            variants.forEach(variant -> all.add(Variant.of(variant)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        var out = spec.commandLine().getOut();
        var seconds = new LinkedHashMap<String, List<Double>>();
        try (var filled = Filled.start()) {
            out.println("filling " + users + " inboxes …");
            out.flush();
            filled.fill(users, messages, left -> {
                if (System.nanoTime() - toldAt > Duration.ofSeconds(5).toNanos()) {
                    toldAt = System.nanoTime();
                    out.println("  " + left + " records to go");
                    out.flush();
                }
            });
            out.println(filled.changelogRecords() + " records in the changelogs");
            for (int round = 0; round < rounds; round++) {
                for (var variant : all) {
                    double time = filled.restore(variant).toMillis() / 1_000.0;
                    seconds.computeIfAbsent(variant.name(), name -> new ArrayList<>())
                            .add(time);
                    out.printf(Locale.ROOT, "%-36s %6.1f s%n", variant.name(), time);
                    out.flush();
                }
            }
        }
        out.println();
        seconds.forEach((name, times) -> out.printf(
                Locale.ROOT,
                "%-36s median %6.1f s%n",
                name,
                times.stream().sorted().toList().get(times.size() / 2)));
        out.flush();
        return 0;
    }
}
