package io.confab.tools.deadletter;

import io.confab.schemas.streams.DeadLetterHeaders;
import io.confab.tools.Connection;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Counts what was set aside, by topic and cause. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Counts what was set aside, by topic and cause.")
final class ListCommand implements Callable<Integer> {

    private static final String ROW = "%6s  %-20s  %-8s  %s%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    private record Cause(String topic, String stage, String exception) implements Comparable<Cause> {
        private static final Comparator<Cause> ORDER =
                Comparator.comparing(Cause::topic).thenComparing(Cause::stage).thenComparing(Cause::exception);

        @Override
        public int compareTo(Cause other) {
            return ORDER.compare(this, other);
        }
    }

    private record Count(long letters, Instant newest) {
        Count and(Count other) {
            return new Count(letters + other.letters, newest.isAfter(other.newest) ? newest : other.newest);
        }
    }

    @Override
    public Integer call() {
        var counts = new TreeMap<Cause, Count>();
        try (var topics = new DeadLetterTopics(connection.settings())) {
            for (var topic : topics.names()) {
                topics.read(
                        topic,
                        letter -> counts.merge(
                                new Cause(
                                        topic,
                                        letter.header(DeadLetterHeaders.STAGE),
                                        letter.header(DeadLetterHeaders.EXCEPTION)),
                                new Count(1, letter.setAsideAt()),
                                Count::and));
            }
        }
        print(counts, spec.commandLine().getOut());
        return 0;
    }

    private static void print(Map<Cause, Count> counts, PrintWriter out) {
        if (counts.isEmpty()) {
            out.println("no dead letters");
        }
        var topic = "";
        for (var entry : counts.entrySet()) {
            var cause = entry.getKey();
            if (!cause.topic().equals(topic)) {
                topic = cause.topic();
                out.println(topic);
                out.printf(ROW, "count", "newest", "stage", "exception");
            }
            var newest = entry.getValue().newest().truncatedTo(ChronoUnit.SECONDS);
            out.printf(ROW, entry.getValue().letters(), newest, cause.stage(), cause.exception());
        }
        out.flush();
    }
}
