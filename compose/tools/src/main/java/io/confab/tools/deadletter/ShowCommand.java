package io.confab.tools.deadletter;

import io.confab.schemas.streams.DeadLetterHeaders;
import io.confab.tools.Connection;
import io.confab.tools.Place;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the newest letters of a topic, whole. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the newest letters of a topic, oldest first: why, from where, key and value.",
            "They hold what users wrote: mind who sees them."
        })
final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "TOPIC", description = "Such as chat.commands.dead-letters.")
    private String topic;

    @Option(names = "--limit", defaultValue = "10", description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--stack", description = "With the stack of the exception.")
    private boolean stack;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be 1 or more");
        }
        // The oldest first, to be the one that goes: partitions are read one beside the other, in no order of time
        var newest = new PriorityQueue<>(Comparator.comparing(DeadLetter::setAsideAt));
        try (var topics = new DeadLetterTopics(connection.settings())) {
            topics.read(topic, letter -> {
                newest.add(letter);
                if (newest.size() > limit) {
                    newest.remove();
                }
            });
        }
        var out = spec.commandLine().getOut();
        if (newest.isEmpty()) {
            out.println("no dead letters in " + topic);
        }
        while (!newest.isEmpty()) {
            print(newest.remove(), out);
        }
        out.flush();
        return 0;
    }

    private void print(DeadLetter letter, PrintWriter out) {
        out.println(letter.place() + "  set aside " + letter.setAsideAt());
        out.println("  from       " + letter.source().map(Place::toString).orElse("?"));
        out.println("  by         " + letter.header(DeadLetterHeaders.APPLICATION) + ", stage "
                + letter.header(DeadLetterHeaders.STAGE));
        out.println("  reason     " + letter.header(DeadLetterHeaders.REASON));
        out.println("  exception  " + letter.header(DeadLetterHeaders.EXCEPTION));
        out.println("  key        " + letter.key());
        out.println("  value      " + letter.value());
        if (stack) {
            letter.header(DeadLetterHeaders.STACK).lines().forEach(line -> out.println("    " + line));
        }
    }
}
