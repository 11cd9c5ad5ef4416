package io.confab.tools.replay;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;

import io.confab.chat.ChatSettings;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.StreamsSettings;
import io.confab.tools.Connection;
import io.confab.tools.replay.Comparison.Result;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Decides chat.commands once more and compares what comes of it with chat.events. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Decides chat.commands once more, apart from all that is live, and compares what comes of it with chat.events,",
            "record by record. Exits with 0 if they are equal, 1 if they differ, 2 if it was called wrongly.",
            "Differences are shown whole; they hold what users wrote: mind who sees them."
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long TELL_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Option(names = "--differences", defaultValue = "10", description = "How many are shown (${DEFAULT-VALUE}).")
    private int differences;

    @Option(names = "--threads", defaultValue = "2", description = "Stream threads of the replay (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--keep", description = "Leave the replay's topics, group and state; --remove takes them away.")
    private boolean keep;

    @Option(
            names = "--remove",
            paramLabel = "ID",
            description = "Replay nothing; remove what the replay of this id left in Kafka.")
    private String remove;

    private long toldAt;

    @Override
    public Integer call() throws Exception {
        if (differences < 0 || threads < 1) {
            throw new ParameterException(spec.commandLine(), "--differences is 0 or more, --threads 1 or more");
        }
        var settings = connection.settings();
        settings.check(Stream.of(ChatSettings.ALL, StreamsSettings.ALL)
                .flatMap(List::stream)
                .toList());
        try (var cluster = new Cluster(settings)) {
            if (remove != null) {
                int topics = cluster.remove(named(remove));
                spec.commandLine().getOut().println(Report.count(topics, "topic") + " removed");
                return 0;
            }
            return replay(cluster, settings);
        }
    }

    private int replay(Cluster cluster, Settings settings) throws Exception {
        var out = spec.commandLine().getOut();
        var names = new Names(UUID.randomUUID().toString().substring(0, 8));
        try (var run = Run.start(names, cluster, settings, threads, keep)) {
            var atExit = new Thread(run::close, "remove-replay");
            Runtime.getRuntime().addShutdownHook(atExit);
            out.println("replaying " + CHAT_COMMANDS.name() + " (" + Report.count(run.length(), "offset") + " in "
                    + Report.count(run.partitions(), "partition") + ") as " + names.applicationId());
            out.flush();
            var reached = run.finish(done -> progress(out, done, run.length()));
            var result = compare(run, cluster, settings, names, reached, out);
            if (keep) {
                out.println("kept: " + names.events().name() + " and others, state in " + run.state()
                        + "; ./confab replay --remove " + names.id());
            }
            out.flush();
            Runtime.getRuntime().removeShutdownHook(atExit);
            return result.different() == 0 ? 0 : 1;
        }
    }

    private Result compare(
            Run run, Cluster cluster, Settings settings, Names names, Map<Integer, Long> reached, PrintWriter out)
            throws InterruptedException {
        var live = LiveLog.when(cluster, run.partitions(), reached, PATIENCE);
        var replayEnd = cluster.committedEnd(names.events().name(), run.partitions());
        var report = new Report(out, differences);
        var sum = new Result(0, 0, 0, 0);
        var left = new HashMap<Integer, Whole>();
        for (int partition = 0; partition < run.partitions(); partition++) {
            var liveEvents = new TopicPartition(CHAT_EVENTS.name(), partition);
            var replayed = new TopicPartition(names.events().name(), partition);
            var whole = run.beginOf(partition) == 0 && live.begin().get(partition) == 0
                    ? null
                    : wholeOnes(settings, liveEvents, live.end().get(partition), reached.get(partition));
            if (whole != null) {
                left.put(partition, whole);
            }
            try (var one = new Log(settings, liveEvents, live.end().get(partition), event -> keeps(whole, event));
                    var other = new Log(settings, replayed, replayEnd.get(partition), event -> keeps(whole, event))) {
                sum = sum.plus(Comparison.of(one, other, live.tail(partition, reached.get(partition)), report::tell));
            }
        }
        report.tell(
                sum,
                left.values().stream().mapToInt(Whole::conversationsLeft).sum(),
                left.values().stream().mapToLong(Whole::recordsLeft).sum(),
                cluster.committedEnd(names.deadLetters(), 1).get(0));
        return sum;
    }

    private static boolean keeps(Whole whole, ConsumerRecord<byte[], byte[]> event) {
        return whole == null || whole.test(event);
    }

    private static Whole wholeOnes(Settings settings, TopicPartition events, long eventsEnd, long commandsEnd) {
        var commands = new TopicPartition(CHAT_COMMANDS.name(), events.partition());
        try (var kept = new Log(settings, commands, commandsEnd, command -> true);
                var known = new Log(settings, events, eventsEnd, event -> true)) {
            return Whole.of(kept, known);
        }
    }

    private Names named(String id) {
        try {
            return new Names(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void progress(PrintWriter out, long done, long length) {
        long now = System.nanoTime();
        if (now - toldAt >= TELL_EVERY_NANOS) {
            toldAt = now;
            out.println("  " + done + " of " + length);
            out.flush();
        }
    }
}
