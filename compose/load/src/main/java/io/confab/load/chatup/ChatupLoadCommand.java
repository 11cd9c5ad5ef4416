package io.confab.load.chatup;

import io.confab.load.match.Seekers;
import io.confab.schemas.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures chatup as a whole, and proves what it promises while a worker is killed. */
@Command(
        name = "chatup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends tickets to chatup at a rate, whether or not those before have found somebody, and tells what came of them:",
            "how long they waited, how well they met, and what it cost. Times count from when a ticket was due, so a system that",
            "falls behind can't hide it. Without --bootstrap a broker and two workers are started, each a process of its own.",
            "",
            "With --check every record of the run is read afterwards and judged: one outcome for each ticket, nobody in two",
            "matches, both told the same, no match across a block, nobody met twice, one conversation for each match,",
            "everything delivered. With --kill a worker is killed with -9 and started again meanwhile. The exit status is 1 if a",
            "promise was broken or a ticket has no outcome.",
            "",
            "  ./confab load chatup --rate 2000 --seconds 60          how much the whole topology carries",
            "  ./confab load chatup --perfect --rate 100              how soon those meet who suit each other perfectly",
            "  ./confab load chatup --tickets 1000000 --rate 800 --kill 6",
            ""
        })
public final class ChatupLoadCommand implements Callable<Integer> {
    private static final double USERS_PER_RATE = 40;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rate", defaultValue = "100", description = "Tickets a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seconds", defaultValue = "60", description = "How long they count (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--tickets", description = "How many in all, instead of --seconds.")
    private Optional<Integer> tickets = Optional.empty();

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description = "Seconds before that don't count: what is new to a machine is slow (${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--users",
            description = "Who seek, each with one ticket at a time and always the same tags (40 s of the rate).")
    private Optional<Integer> users = Optional.empty();

    @Option(names = "--tags", defaultValue = "5000", description = "How many tags there are (${DEFAULT-VALUE}).")
    private int tags;

    @Option(names = "--tags-each", defaultValue = "5", description = "How many each user has (${DEFAULT-VALUE}).")
    private int tagsEach;

    @Option(
            names = "--perfect",
            description =
                    "Every second ticket has the very tags of one that came 3 s before; tells how soon they meet.")
    private boolean perfect;

    @Option(
            names = "--kill",
            defaultValue = "0",
            description = "How often one of the workers is killed; implies --check (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--check", description = "Read every record afterwards, and judge. Topics must be new.")
    private boolean check;

    @Option(
            names = "--cancels",
            description = "Share of tickets that somebody tries to take back (0.03 with --check, else 0).")
    private Optional<Double> cancels = Optional.empty();

    @Option(
            names = "--again",
            description = "Share of tickets whose user seeks again meanwhile (0.02 with --check, else 0).")
    private Optional<Double> again = Optional.empty();

    @Option(names = "--repeats", description = "Share of seeks that are sent twice (0.01 with --check, else 0).")
    private Optional<Double> repeats = Optional.empty();

    @Option(
            names = "--blocks",
            description =
                    "Share of users who block somebody like them before, and again meanwhile (0.3 with --check, else 0).")
    private Optional<Double> blocks = Optional.empty();

    @Option(
            names = "--block-within-ms",
            defaultValue = "2000",
            description =
                    "When a block must hold that comes meanwhile, counted from when tickets of the same moment wait; stands"
                            + " still while a worker is down (${DEFAULT-VALUE}).")
    private long blockWithinMs;

    @Option(
            names = "--meet-again-hours",
            defaultValue = "24",
            description = "confab.chatup.meet-again-after of the workers, for --check (${DEFAULT-VALUE}).")
    private long meetAgainHours;

    @Option(names = "--workers", defaultValue = "2", description = "Worker processes (${DEFAULT-VALUE}).")
    private int workers;

    @Option(names = "--partitions", defaultValue = "4", description = "Of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the workers, such as confab.chatup.patience=5s; can be given many times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "A Kafka with chatup running on it, instead of starting them.")
    private Optional<String> bootstrap = Optional.empty();

    @Option(names = "--seed", defaultValue = "1", description = "Draws all of that (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures as JSON.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--jfr",
            paramLabel = "DIRECTORY",
            description = "Where each process leaves a recording of Java Flight Recorder.")
    private Optional<Path> recordings = Optional.empty();

    @Override
    public Integer call() throws Exception {
        boolean judged = check || kills > 0;
        var load = load(judged);
        if (bootstrap.isPresent() && judged) {
            throw wrong("--check and --kill need topics and workers of their own: leave out --bootstrap");
        }
        if (kills > 0 && workers < 2) {
            throw wrong("--kill needs two workers or more: one is to go on");
        }
        var out = spec.commandLine().getOut();
        if (bootstrap.isPresent()) {
            return tell(
                    out,
                    new Trial(load, bootstrap.get(), Optional.empty(), line -> say(out, line))
                            .run(0, Optional.empty()));
        }
        var own = new LinkedHashMap<>(settings);
        own.putIfAbsent("confab.chatup.meet-again-after", meetAgainHours + "h");
        say(out, "starting a broker and " + workers + " workers …");
        if (recordings.isPresent()) {
            Files.createDirectories(recordings.get());
        }
        try (var stack = Stack.start(plan(own))) {
            return tell(out, run(stack, load, judged, out));
        }
    }

    private Report run(Stack stack, Load load, boolean judged, PrintWriter out)
            throws InterruptedException, ExecutionException {
        Optional<Terms> terms = judged
                ? Optional.of(new Terms(Duration.ofHours(meetAgainHours), Duration.ofMillis(blockWithinMs)))
                : Optional.empty();
        try {
            return new Trial(load, stack.bootstrapServers(), Optional.of(stack), line -> say(out, line))
                    .run(kills, terms);
        } catch (RuntimeException e) {
            out.println(stack.tails(20));
            throw e;
        }
    }

    private Load load(boolean judged) {
        int uncounted = (int) Math.round(rate * warmUp);
        int all = tickets.orElseGet(() -> uncounted + (int) Math.round(rate * seconds));
        try {
            return new Load(
                    new Seekers(tags, tagsEach, rate),
                    all,
                    Math.min(uncounted, all / 2),
                    users.orElse((int) Math.max(1_000, rate * USERS_PER_RATE)),
                    cancels.orElse(judged ? 0.03 : 0),
                    again.orElse(judged ? 0.02 : 0),
                    repeats.orElse(judged ? 0.01 : 0),
                    blocks.orElse(judged ? 0.3 : 0),
                    perfect,
                    seed);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Stack.Plan plan(Map<String, String> own) {
        try {
            return new Stack.Plan(workers, partitions, own, recordings);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private int tell(PrintWriter out, Report report) throws IOException {
        report.print(out);
        if (json.isPresent()) {
            Files.writeString(
                    json.get(), Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        return report.holds() ? 0 : 1;
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
