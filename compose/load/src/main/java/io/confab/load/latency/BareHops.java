package io.confab.load.latency;

import io.confab.embedded.EmbeddedBroker;
import io.confab.load.Variant;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.StreamsApplication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The floor under Confab's latency: a record that passes two exactly-once applications that do nothing, with the settings of
 * Confab's own, on a broker of its own, from an idempotent producer to a {@code read_committed} consumer.
 */
final class BareHops implements AutoCloseable {

    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String THIRD = "third";
    private static final int KEYS = 1_000;
    private static final int BYTES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final EmbeddedBroker broker;
    private final List<StreamsApplication> hops;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    private BareHops(Path directory, EmbeddedBroker broker, Map<String, String> overrides) throws Exception {
        this.directory = directory;
        this.broker = broker;
        var address = broker.bootstrapServers();
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            var topics = List.of(FIRST, SECOND, THIRD).stream()
                    .map(name -> new NewTopic(name, 4, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
        var settings = Settings.of(Map.of(
                        "confab.kafka.bootstrap-servers",
                        address,
                        "confab.kafka.replication-factor",
                        "1",
                        "confab.streams.standby-replicas",
                        "0",
                        "confab.streams.state-directory",
                        directory.resolve("state").toString()))
                .with(overrides);
        this.hops = List.of(hop(FIRST, SECOND, settings), hop(SECOND, THIRD, settings));
        for (var hop : hops) {
            hop.awaitRunning(PATIENCE);
        }
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        address,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new StringSerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(consumer.partitionsFor(THIRD).stream()
                .map(partition -> new TopicPartition(THIRD, partition.partition()))
                .toList());
    }

    static BareHops start() throws Exception {
        return start(Variant.AS_SHIPPED);
    }

    /** With some settings changed. */
    static BareHops start(Variant variant) throws Exception {
        var directory = Files.createTempDirectory("confab-bare-hops");
        var broker = EmbeddedBroker.start(directory.resolve("kafka"), variant.broker());
        return new BareHops(directory, broker, variant.settingsIn(directory));
    }

    Latencies measure(int warmUp, int records, Duration pause) {
        var latencies = new Latencies();
        for (int i = 0; i < warmUp + records; i++) {
            LockSupport.parkNanos(pause.toNanos());
            long nanos = once();
            if (i >= warmUp) {
                latencies.add(nanos);
            }
        }
        return latencies;
    }

    /** Sends everything of {@code loop}, waits until all has come, at most half a minute, and tells what was seen. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is counted where it is told
    Measured measure(OpenLoop loop) {
        var arrivals = new Arrivals(loop.size());
        var errors = new AtomicInteger();
        var reading = CompletableFuture.runAsync(
                () -> readUntilAllCame(arrivals, loop), task -> new Thread(task, "read-hops").start());
        loop.run((number, due) -> {
            arrivals.due(number, due);
            producer.send(
                    new ProducerRecord<>(FIRST, "key " + number % KEYS, number + ":" + "x".repeat(BYTES)),
                    (metadata, failure) -> {
                        if (failure != null) {
                            errors.incrementAndGet();
                        }
                    });
        });
        reading.join();
        int first = loop.firstCounted();
        return new Measured(
                "two bare exactly-once hops",
                loop.perSecond(),
                arrivals.rate(first),
                arrivals.latencies(first),
                errors.get(),
                arrivals.missing(),
                arrivals.repeated());
    }

    private void readUntilAllCame(Arrivals arrivals, OpenLoop loop) {
        long limit = System.nanoTime()
                + loop.warmUp().plus(loop.counted()).plus(PATIENCE).toNanos();
        while (arrivals.arrived() < loop.size() && System.nanoTime() - limit < 0) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                long now = System.nanoTime();
                var value = record.value();
                arrivals.came(Integer.parseInt(value.substring(0, value.indexOf(':'))), now);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        hops.forEach(StreamsApplication::close);
        broker.close();
        delete(directory);
    }

    private long once() {
        var key = UUID.randomUUID().toString();
        long start = System.nanoTime();
        append(new ProducerRecord<>(FIRST, key, "x".repeat(BYTES)));
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                if (record.key().equals(key)) {
                    return System.nanoTime() - start;
                }
            }
        }
        throw new IllegalStateException("a record did not come through two hops within " + PATIENCE);
    }

    /** Waits for the broker's word, as the gateway does. */
    private void append(ProducerRecord<String, String> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker takes a record", e);
        }
    }

    private static StreamsApplication hop(String from, String to, Settings settings) {
        return StreamsApplication.start("hop-to-" + to, passOn(from, to), settings, new SimpleMeterRegistry());
    }

    private static Topology passOn(String from, String to) {
        var builder = new StreamsBuilder();
        builder.stream(from, Consumed.with(Serdes.String(), Serdes.String()).withName("read"))
                .to(to, Produced.with(Serdes.String(), Serdes.String()).withName("write"));
        return builder.build();
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
