package io.confab.load.cluster;

import io.confab.embedded.EmbeddedBroker;
import io.confab.embedded.EmbeddedDatabase;
import io.confab.embedded.EmbeddedMail;
import io.confab.load.client.Api;
import io.confab.load.client.Mailbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Confab as a cluster has it: gateways and workers as processes of their own, which can be killed, frozen and started again,
 * on a broker, a database and a mailbox that live in and under this JVM. All of it listens on free ports of 127.0.0.1, and
 * ends with {@link #close} or with this JVM. One thread at a time, but for the clients that it gives.
 *
 * <p>The class path of this JVM must have the gateway and the workers.
 */
public final class Cluster implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int GATEWAY_HEAP = 224;
    private static final int WORKER_HEAP = 160;

    /** A machine that carries all of this may be busy: the broker's own controller is not to take it for dead. */
    private static final Map<String, String> BROKER = Map.of("broker.session.timeout.ms", "30000");

    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Node> workers = new ArrayList<>();
    private Mailbox mailbox;

    /**
     * A gateway and how it is reached.
     *
     * @param node its process
     */
    public record Gateway(Node node, Api api, int port) {}

    /**
     * What is to be started.
     *
     * @param settings over those that one machine asks for, for every process
     */
    public record Plan(int gateways, int chatWorkers, int chatupWorkers, Map<String, String> settings) {
        public Plan {
            settings = Map.copyOf(settings);
        }
    }

    private Cluster(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns when all of it is up; whatever was started is stopped where something isn't.
     *
     * @param directory for data, settings and output; made if need be, and left as it is by {@link #close}
     */
    public static Cluster start(Path directory, Plan plan) {
        var cluster = new Cluster(directory.toAbsolutePath());
        try {
            cluster.startParts(plan);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /** From 0; those that were {@link #addGateway added} come last. */
    public Gateway gateway(int index) {
        return gateways.get(index);
    }

    public List<Gateway> gateways() {
        return List.copyOf(gateways);
    }

    /** A chat worker, from 0. */
    public Node worker(int index) {
        return workers.get(index);
    }

    /** Every process there is, running or not. */
    public List<Node> nodes() {
        var nodes = new ArrayList<>(workers);
        gateways.forEach(gateway -> nodes.add(gateway.node()));
        return nodes;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    /** Where clients of Kafka find the broker. */
    public String bootstrapServers() {
        return settings.get("confab.kafka.bootstrap-servers");
    }

    /** One more gateway; returns when it is up. */
    public Gateway addGateway() {
        var gateway = newGateway();
        gateway.node().start().awaitUp();
        return gateway;
    }

    /** Ends a gateway for good. */
    public void removeGateway(Gateway gateway) {
        gateway.node().close();
        gateways.remove(gateway);
        parts.remove(gateway.node());
    }

    /** Has everything run again that was killed, stopped or frozen; returns when it is up. */
    public void heal() {
        for (var node : nodes()) {
            if (!node.isRunning()) {
                node.start();
            } else {
                node.thaw();
            }
        }
        nodes().forEach(Node::awaitUp);
    }

    /** The last lines of every process. */
    public String tails(int lines) {
        var text = new StringBuilder();
        for (var node : nodes()) {
            text.append("--- ").append(node.name()).append('\n');
            text.append(node.tail(lines)).append('\n');
        }
        return text.toString();
    }

    /** Ends all of it, processes at once. Calling it again does nothing more. */
    @Override
    public void close() {
        var failure = new IllegalStateException("not all of the cluster stopped");
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private void startParts(Plan plan) {
        make(directory);
        var mail = part(EmbeddedMail.start(directory.resolve("mail"), freePort()));
        var database = part(EmbeddedDatabase.start(directory.resolve("postgres")));
        var broker = part(EmbeddedBroker.start(directory.resolve("kafka"), BROKER));
        mailbox = new Mailbox(URI.create(mail.mailboxUrl()));
        settings.put("confab.kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("confab.kafka.partitions", Integer.toString(PARTITIONS));
        settings.put("confab.kafka.slots", Integer.toString(PARTITIONS));
        settings.put("confab.kafka.replication-factor", "1");
        settings.put("confab.kafka.min-insync-replicas", "1");
        settings.put("confab.streams.standby-replicas", plan.chatWorkers() > 1 ? "1" : "0");
        // Shorter than production's where a kill is waited out, longer where a busy machine would be taken for a dead
        // one
        settings.put("confab.streams.session-timeout", "4s");
        settings.put("confab.streams.transaction-timeout", "4s");
        settings.put("confab.streams.commit-interval", "20ms");
        settings.put("confab.gateway.slot-session-timeout", "4s");
        settings.put("confab.capture.session-timeout", "4s");
        settings.put("confab.gateway.database.url", database.jdbcUrl());
        settings.put("confab.gateway.database.user", database.user());
        settings.put("confab.gateway.database.password", database.password());
        settings.put("confab.gateway.mail.host", mail.smtpHost());
        settings.put("confab.gateway.mail.port", Integer.toString(mail.smtpPort()));
        settings.put("confab.gateway.limit.exempt-loopback", "true");
        settings.putAll(plan.settings());
        for (int i = 0; i < plan.chatWorkers(); i++) {
            workers.add(worker("chat-" + (i + 1), "io.confab.chat.ChatMain"));
        }
        for (int i = 0; i < plan.chatupWorkers(); i++) {
            workers.add(worker("chatup-" + (i + 1), "io.confab.chatup.ChatupMain"));
        }
        for (int i = 0; i < plan.gateways(); i++) {
            newGateway();
        }
        nodes().forEach(Node::start);
        nodes().forEach(Node::awaitUp);
    }

    private Node worker(String name, String mainClass) {
        var own = new LinkedHashMap<>(settings);
        own.put("confab.streams.state-directory", directory.resolve(name).toString());
        own.put("confab.ops.port", Integer.toString(freePort()));
        return part(new Node(name, mainClass, directory, own, small(WORKER_HEAP)));
    }

    private Gateway newGateway() {
        int port = freePort();
        var own = new LinkedHashMap<>(settings);
        own.put("confab.gateway.port", Integer.toString(port));
        // One for all of them: it is who signs the tokens
        own.putIfAbsent(
                "confab.gateway.public-url",
                "http://127.0.0.1:"
                        + (gateways.isEmpty() ? port : gateways.get(0).port()));
        own.put("confab.ops.port", Integer.toString(freePort()));
        var node = new Node(
                "gateway-" + (gateways.size() + 1),
                "io.confab.gateway.GatewayMain",
                directory,
                own,
                small(GATEWAY_HEAP));
        var gateway = new Gateway(part(node), new Api(URI.create("http://127.0.0.1:" + port)), port);
        gateways.add(gateway);
        return gateway;
    }

    /** Many small JVMs on few cores: they start soon, and none takes what the others need. */
    private static List<String> small(int heapMegabytes) {
        return List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    private <P extends AutoCloseable> P part(P part) {
        parts.push(part);
        return part;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
