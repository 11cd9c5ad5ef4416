package io.confab.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final String TOPIC = "letters";

    @TempDir
    Path directory;

    @Test
    void records_survive_a_restart_on_other_ports() throws Exception {
        int port;
        try (var broker = EmbeddedBroker.start(directory)) {
            createTopic(broker.bootstrapServers());
            write(broker.bootstrapServers(), "first", "a");
            port = portOf(broker.bootstrapServers());
        }
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var broker = EmbeddedBroker.start(directory)) {
            assertThat(portOf(broker.bootstrapServers())).isNotEqualTo(taken.getLocalPort());
            write(broker.bootstrapServers(), "first", "b");
            assertThat(read(broker.bootstrapServers(), 2)).containsExactly("a", "b");
        }
    }

    @Test
    void committed_records_survive_a_killed_jvm() throws Exception {
        try (var child = ChildJvm.start(BrokerProcess.class, directory.toString())) {
            createTopic(child.address());
            write(child.address(), "first", "a");
            child.kill();
        }
        try (var broker = EmbeddedBroker.start(directory)) {
            write(broker.bootstrapServers(), "other", "b");
            assertThat(read(broker.bootstrapServers(), 2)).containsExactly("a", "b");
            write(broker.bootstrapServers(), "first", "c");
            assertThat(read(broker.bootstrapServers(), 3)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void an_abandoned_transaction_holds_readers_back_for_seconds_only() throws Exception {
        try (var broker = EmbeddedBroker.start(directory)) {
            createTopic(broker.bootstrapServers());
            var abandoned = producer(broker.bootstrapServers(), "first");
            abandoned.beginTransaction();
            abandoned.send(new ProducerRecord<>(TOPIC, "never committed")).get();
            abandoned.close(Duration.ZERO);
            write(broker.bootstrapServers(), "second", "after");

            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("after");
        }
    }

    @Test
    void a_topic_is_not_made_by_use() throws Exception {
        try (var broker = EmbeddedBroker.start(directory);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var producer = producer(broker.bootstrapServers(), "first")) {
            assertThatThrownBy(() -> producer.partitionsFor("unheard-of")).hasMessageContaining("unheard-of");
            assertThat(admin.listTopics().names().get()).doesNotContain("unheard-of");
        }
    }

    @Test
    void a_directory_serves_one_broker_at_a_time() throws Exception {
        try (var broker = EmbeddedBroker.start(directory)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining(directory.toString());

            createTopic(broker.bootstrapServers());
            write(broker.bootstrapServers(), "first", "still here");
            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("still here");
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void write(String bootstrapServers, String transactionalId, String value) throws Exception {
        try (var producer = producer(bootstrapServers, transactionalId)) {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
            producer.commitTransaction();
        }
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers, String transactionalId) {
        var producer = new KafkaProducer<String, String>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "transactional.id", transactionalId,
                        "transaction.timeout.ms", 1_000,
                        "max.block.ms", 2_000,
                        "request.timeout.ms", 1_000,
                        "delivery.timeout.ms", 2_000),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    /** Reads as a member of a group with the shortest session that the broker allows. */
    private static List<String> read(String bootstrapServers, int count) {
        try (var consumer = new KafkaConsumer<String, String>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "readers",
                        "session.timeout.ms",
                        1_000,
                        "heartbeat.interval.ms",
                        200,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            var values = new ArrayList<String>();
            await().atMost(10, SECONDS).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                assertThat(values).hasSizeGreaterThanOrEqualTo(count);
            });
            return values;
        }
    }

    private static int portOf(String bootstrapServers) {
        return Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
    }

    static final class BrokerProcess {

        private BrokerProcess() {}

        public static void main(String[] args) throws Exception {
            ChildJvm.ready(EmbeddedBroker.start(Path.of(args[0])).bootstrapServers());
        }
    }
}
