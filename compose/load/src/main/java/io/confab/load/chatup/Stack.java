package io.confab.load.chatup;

import io.confab.load.cluster.Node;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A broker with the catalogue's topics and workers of chatup, each a process of its own, on free ports of 127.0.0.1. All of it
 * ends, and its data is deleted, with {@link #close} or with this JVM. One thread at a time.
 */
final class Stack implements AutoCloseable {
    private static final String WORKER_HEAP = "-Xmx768m";
    private static final String BROKER_HEAP = "-Xmx1g";

    private final Path directory;
    private final Plan plan;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> workers = new ArrayList<>();
    private final Thread onExit = new Thread(this::end, "end-stack");

    /**
     * What is to be started.
     *
     * @param settings of the workers, over those that one machine asks for
     * @param recordings where each process leaves a recording of Java Flight Recorder when it is stopped
     */
    record Plan(int workers, int partitions, Map<String, String> settings, Optional<Path> recordings) {

        Plan {
            settings = Map.copyOf(settings);
            if (workers < 1 || partitions < 1) {
                throw new IllegalArgumentException("workers and partitions are 1 or more");
            }
        }
    }

    private Stack(Path directory, Plan plan) {
        this.directory = directory;
        this.plan = plan;
    }

    /** Returns when all of it is up; whatever was started is stopped where something isn't. */
    static Stack start(Plan plan) throws IOException {
        var stack = new Stack(Files.createTempDirectory("confab-chatup"), plan);
        Runtime.getRuntime().addShutdownHook(stack.onExit);
        try {
            stack.startBroker();
            stack.startWorkers();
            return stack;
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return settings.get("confab.kafka.bootstrap-servers");
    }

    /** How Kafka is reached and what topics are like. */
    Settings settings() {
        return Settings.of(settings);
    }

    List<Node> workers() {
        return List.copyOf(workers);
    }

    /** What every process used so far, of all cores together. */
    Map<String, Duration> cpu() {
        var used = new LinkedHashMap<String, Duration>();
        nodes.forEach(node -> used.put(node.name(), node.cpu()));
        return used;
    }

    /** The last lines of every process. */
    String tails(int lines) {
        var text = new StringBuilder();
        nodes.forEach(node -> text.append("--- ")
                .append(node.name())
                .append('\n')
                .append(node.tail(lines))
                .append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        end();
    }

    /** Also what is left to do when somebody stops this JVM in the middle of a run: the data may be many gigabytes. */
    private void end() {
        // As an orchestrator does, or there would be no recordings
        plan.recordings()
                .ifPresent(recordings -> nodes.stream()
                        .filter(Node::isRunning)
                        .sorted(Comparator.comparing(node -> !workers.contains(node)))
                        .forEach(Node::stop));
        nodes.forEach(Node::close);
        delete(directory);
    }

    private void startBroker() {
        var data = directory.resolve("kafka");
        node("broker", BrokerMain.class.getName(), Map.of(BrokerMain.DIRECTORY.key(), data.toString()), BROKER_HEAP)
                .start()
                .awaitUp();
        settings.put("confab.kafka.bootstrap-servers", "127.0.0.1:" + read(data.resolve("confab-broker.port")));
        settings.put("confab.kafka.partitions", Integer.toString(plan.partitions()));
        settings.put("confab.kafka.slots", Integer.toString(plan.partitions()));
        settings.put("confab.kafka.replication-factor", "1");
        settings.put("confab.kafka.min-insync-replicas", "1");
        TopicAdmin.ensure(settings());
    }

    private void startWorkers() {
        for (int number = 1; number <= plan.workers(); number++) {
            var own = new LinkedHashMap<>(settings);
            own.put(
                    "confab.streams.state-directory",
                    directory.resolve("state-" + number).toString());
            own.put("confab.streams.standby-replicas", plan.workers() > 1 ? "1" : "0");
            // Longer than production's, where a busy machine would be taken for a dead one
            own.put("confab.streams.session-timeout", "4s");
            own.put("confab.streams.transaction-timeout", "4s");
            own.putAll(plan.settings());
            workers.add(node("chatup-" + number, "io.confab.chatup.ChatupMain", own, WORKER_HEAP));
        }
        workers.forEach(Node::start);
        workers.forEach(Node::awaitUp);
    }

    private Node node(String name, String mainClass, Map<String, String> own, String heap) {
        var all = new LinkedHashMap<>(own);
        all.put("confab.ops.port", Integer.toString(freePort()));
        var options = new ArrayList<>(List.of(heap, "-XX:+UseSerialGC"));
        plan.recordings()
                .ifPresent(
                        recordings -> options.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + recordings.toAbsolutePath().resolve(name + ".jfr")));
        var node = new Node(name, mainClass, directory, all, options);
        nodes.add(node);
        return node;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + directory, e);
        }
    }
}
