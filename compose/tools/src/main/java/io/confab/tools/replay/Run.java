package io.confab.tools.replay;

import static io.confab.schemas.setting.SharedSettings.KAFKA_REPLICATION_FACTOR;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;

import io.confab.chat.conversation.ConversationTopology;
import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.StreamsApplication;
import io.confab.schemas.streams.StreamsSettings;
import io.confab.tools.replay.Cluster.Shape;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Sink;

/**
 * The conversation application itself, under an id of its own, with outputs, stores and dead letters of its own: it reads
 * {@code chat.commands} from what is kept of it to where it ended when the run began. It writes to no topic that others read.
 * {@link #close} may come at any time, from any thread.
 */
final class Run implements AutoCloseable {

    private static final Duration STALLED = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Names names;
    private final Cluster cluster;
    private final boolean keep;
    private final Shape shape;
    private final Path state;
    private final Map<Integer, Long> begin;
    private final Map<Integer, Long> end;
    private final StreamsApplication application;
    private boolean stopped;
    private boolean removed;

    private Run(Names names, Cluster cluster, Settings settings, int threads, boolean keep) throws IOException {
        this.names = names;
        this.cluster = cluster;
        this.keep = keep;
        this.shape = cluster.shapeOf(CHAT_COMMANDS.name());
        refuseAnotherCut();
        this.begin = cluster.begin(CHAT_COMMANDS.name(), shape.partitions());
        this.end = cluster.committedEnd(CHAT_COMMANDS.name(), shape.partitions());
        this.state = Files.createTempDirectory("confab-replay");
        var own = settings.with(Map.of(
                StreamsSettings.STATE_DIRECTORY.key(), state.toString(),
                StreamsSettings.THREADS.key(), Integer.toString(Math.min(threads, shape.partitions())),
                StreamsSettings.STANDBY_REPLICAS.key(), "0",
                StreamsSettings.COMMIT_INTERVAL.key(), "100ms", // nobody waits for a single answer here
                KAFKA_REPLICATION_FACTOR.key(), Integer.toString(shape.replicationFactor())));
        var registry = new SimpleMeterRegistry();
        var topology = ConversationTopology.build(own, registry, names.events(), names.deliveries());
        refuseForeignOutputs(topology);
        cluster.create(List.of(names.events().name(), names.deliveries().name()), shape);
        this.application = StreamsApplication.startApart(names.applicationId(), topology, own, registry);
    }

    /** Begins at once. {@code keep} leaves the topics, the group and the state when it is closed. */
    static Run start(Names names, Cluster cluster, Settings settings, int threads, boolean keep) throws IOException {
        return new Run(names, cluster, settings, threads, keep);
    }

    int partitions() {
        return shape.partitions();
    }

    /** How many offsets of commands it has before it. */
    long length() {
        return end.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - begin.get(entry.getKey()))
                .sum();
    }

    /** The first command that was kept when it began. */
    long beginOf(int partition) {
        return begin.get(partition);
    }

    /** Where it keeps its stores. */
    Path state() {
        return state;
    }

    /**
     * Waits until all is decided up to where the log ended at the start, then stops the application. Returns up to where it
     * came, which may be further. {@code progress} is told how far it is as that changes.
     */
    Map<Integer, Long> finish(LongConsumer progress) throws InterruptedException {
        application.awaitRunning(STALLED);
        long before = -1;
        long movedAt = System.nanoTime();
        while (true) {
            var read = read();
            long done = end.keySet().stream()
                    .mapToLong(partition ->
                            Math.max(0, Math.min(read.get(partition), end.get(partition)) - begin.get(partition)))
                    .sum();
            var health = application.check();
            if (health.state() == Health.State.FAILED) {
                throw new IllegalStateException("the replay stopped: " + health.detail());
            }
            if (done != before) {
                progress.accept(done);
                before = done;
                movedAt = System.nanoTime();
            }
            if (done == length()) {
                stop();
                return read();
            }
            if (System.nanoTime() - movedAt > STALLED.toNanos()) {
                throw new IllegalStateException(
                        "the replay has not moved for " + STALLED.toSeconds() + " s: " + health.detail());
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    /** Stops it and removes what it left, if it is not to be kept. */
    @Override
    public synchronized void close() {
        stop();
        if (keep || removed) {
            return;
        }
        removed = true;
        try {
            cluster.remove(names);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while removing what the replay left", e);
        }
        delete(state);
    }

    private Map<Integer, Long> read() {
        return cluster.readBy(names.applicationId(), CHAT_COMMANDS.name(), shape.partitions());
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            application.close();
        }
    }

    /** Events of a conversation would lie elsewhere than its commands. */
    private void refuseAnotherCut() {
        int events = cluster.shapeOf(CHAT_EVENTS.name()).partitions();
        if (events != shape.partitions()) {
            throw new IllegalStateException(CHAT_EVENTS.name() + " has " + events + " partitions and "
                    + CHAT_COMMANDS.name() + " " + shape.partitions() + ": they can't be compared");
        }
    }

    /** The last check before anything is written: a live topic must not be among the outputs. */
    private void refuseForeignOutputs(Topology topology) {
        topology.describe().subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(Sink.class::isInstance)
                .map(node -> ((Sink) node).topic())
                .filter(topic -> topic == null || !names.own(topic))
                .findFirst()
                .ifPresent(topic -> {
                    throw new IllegalStateException("a replay must not write to " + topic);
                });
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + directory, e);
        }
    }
}
