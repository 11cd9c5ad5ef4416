package io.confab.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller in this JVM, with settings for one broker on a small machine. Topics are not created
 * by use. Records survive {@link #close()} and a killed JVM; as on any broker that stands alone, those of the last moments
 * may be lost with the power.
 *
 * <p>The ports differ from start to start, so ask {@link #bootstrapServers()} each time. A directory serves one broker at a
 * time: a second start on it fails. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker on {@code directory}, which is made if need be; returns when clients can use it.
     *
     * @throws EmbeddedException if it can't start
     */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, Map.of());
    }

    /** As {@link #start(Path)}, with broker settings that take precedence over the ones chosen here. */
    public static EmbeddedBroker start(Path directory, Map<String, String> overrides) {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free();
            int controllerPort = Ports.free();
            try (var last = LastPort.heldIn(directory.toAbsolutePath())) {
                var broker = startOn(directory.toAbsolutePath(), port, controllerPort, overrides);
                last.becomes(port);
                return broker;
            } catch (RuntimeException e) {
                boolean portsWereTaken = !Ports.isFree(port) || !Ports.isFree(controllerPort);
                if (attempt == ATTEMPTS || !portsWereTaken) {
                    throw new EmbeddedException("the Kafka broker on " + directory + " did not start", e);
                }
                log.info("Another process took port {} or {}: trying others", port, controllerPort);
            }
        }
    }

    private static EmbeddedBroker startOn(Path directory, int port, int controllerPort, Map<String, String> overrides) {
        var settings = settings(directory, port, controllerPort);
        settings.putAll(overrides);
        format(directory, settings);
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            stop(server, e);
            throw e;
        }
        log.info("Kafka broker listens on {}:{}, data in {}", Ports.HOST, port, directory);
        return new EmbeddedBroker(server, port);
    }

    private static void stop(KafkaRaftServer server, RuntimeException because) {
        try {
            server.shutdown();
            server.awaitShutdown();
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    /** Where clients find the broker: host and port. */
    public String bootstrapServers() {
        return Ports.HOST + ":" + port;
    }

    /** Stops the broker and waits until its data is on disk. Closing twice does nothing more. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
    }

    /** A directory of data has to be given a cluster id and its first metadata once. */
    private static void format(Path directory, Map<String, String> settings) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        var said = new ByteArrayOutputStream();
        Path config = null;
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            config = Files.createTempFile("confab-broker", ".properties");
            var properties = new Properties();
            properties.putAll(settings);
            try (var writer = Files.newBufferedWriter(config)) {
                properties.store(writer, null);
            }
            int status = StorageTool.execute(
                    new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", config.toString()}, out);
            if (status != 0) {
                throw new EmbeddedException("formatting " + directory + " failed: " + text(said));
            }
        } catch (IOException e) {
            throw new EmbeddedException("formatting " + directory + " failed", e);
        } finally {
            delete(config);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.warn("Could not delete {}", file, e);
        }
    }

    private static Map<String, String> settings(Path directory, int port, int controllerPort) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", directory.toString());
        settings.put(
                "listeners",
                "PLAINTEXT://" + Ports.HOST + ":" + port + ",CONTROLLER://" + Ports.HOST + ":" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        // A static quorum: the voter's address comes from here at each start, not from the data, so ports may change.
        settings.put("controller.quorum.voters", "1@" + Ports.HOST + ":" + controllerPort);

        // One broker
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("auto.create.topics.enable", "false");
        // After a killed JVM the controller takes the broker of before for alive this long, and refuses its successor.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");

        // Groups start at once, and a member that died is missed after seconds
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");

        // Transactions: short waits between them, and those of a killed producer are ended soon
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "250");
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");

        // Memory and threads for a laptop
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "4");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.cleaner.io.buffer.size", "131072");
        settings.put("log.preallocate", "false");
        // After a killed JVM the last segment of every partition is read again: small ones start sooner.
        settings.put("log.segment.bytes", "67108864");
        settings.put("log.index.size.max.bytes", "1048576");
        return settings;
    }
}
