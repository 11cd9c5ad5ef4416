package io.confab.tools.deadletter;

import io.confab.tools.Connection;
import io.confab.tools.Place;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends letters back to where they came from. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends letters back to the topic and partition from which they came, after what stopped them was mended.",
            "They come after all that was decided meanwhile; what fails again is set aside again."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int BATCH = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @ArgGroup(multiplicity = "1")
    private Which which;

    private static final class Which {
        @Option(
                names = "--at",
                paramLabel = "PLACE",
                description = "One letter, such as chat.commands.dead-letters-2@17, as show has it.")
        private String place;

        @Option(
                names = "--all-of",
                paramLabel = "TOPIC",
                description = "Every letter of a topic that was not sent back so before.")
        private String topic;
    }

    @Override
    public Integer call() {
        var settings = connection.settings();
        var out = spec.commandLine().getOut();
        try (var topics = new DeadLetterTopics(settings);
                var replay = new Replay(settings)) {
            if (which.topic != null) {
                sendAll(topics, replay, out);
            } else {
                sendOne(topics, replay, out);
            }
        }
        out.flush();
        return 0;
    }

    private void sendOne(DeadLetterTopics topics, Replay replay, PrintWriter out) {
        var place = Place.of(which.place);
        var letter = topics.at(place).orElseThrow(() -> new IllegalArgumentException("there is no letter at " + place));
        replay.send(letter);
        out.println("1 letter sent back to " + letter.source().map(Place::topic).orElseThrow());
    }

    private void sendAll(DeadLetterTopics topics, Replay replay, PrintWriter out) {
        var waiting = new ArrayList<DeadLetter>();
        var counts = new int[2];
        topics.readNotReplayed(which.topic, letter -> {
            if (letter.source().isEmpty()) {
                counts[1]++;
                return;
            }
            waiting.add(letter);
            counts[0]++;
            if (waiting.size() == BATCH) {
                replay.sendAndNote(topics, waiting);
                waiting.clear();
            }
        });
        if (!waiting.isEmpty()) {
            replay.sendAndNote(topics, waiting);
        }
        out.println(counts[0] + (counts[0] == 1 ? " letter" : " letters") + " sent back");
        if (counts[1] > 0) {
            out.println(counts[1] + " left, which don't say where they came from");
        }
    }
}
