package io.confab.load.restore;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.chat.ChatWorker;
import io.confab.embedded.EmbeddedBroker;
import io.confab.load.Variant;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.TopicAdmin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker of its own and the state of many users in it, brought about by the topologies themselves: everybody has a direct
 * conversation with somebody, in which some messages were said.
 */
final class Filled implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Path directory;
    private final EmbeddedBroker broker;
    private final Path state;

    private Filled(Path directory) {
        this.directory = directory;
        this.broker = EmbeddedBroker.start(directory.resolve("kafka"));
        this.state = directory.resolve("state");
        TopicAdmin.ensure(settings());
    }

    static Filled start() throws IOException {
        return new Filled(Files.createTempDirectory("confab-restore"));
    }

    /** {@code progress} is told how many records the topologies have still to read. */
    void fill(int users, int messages, LongConsumer progress) throws InterruptedException, ExecutionException {
        var registry = new SimpleMeterRegistry();
        var worker = ChatWorker.start(settings().with(Map.of("confab.streams.commit-interval", "100ms")), registry);
        try (var admin = Admin.create(KafkaClients.properties(settings()))) {
            worker.awaitRunning(PATIENCE);
            append(users, messages);
            for (long left = left(admin); left > 0; left = left(admin)) {
                progress.accept(left);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } finally {
            worker.close();
        }
    }

    /** Takes the state away, starts a worker, and tells how long it took until all of its tasks worked. */
    Duration restore(Variant variant) throws InterruptedException {
        delete(state);
        long begin = System.nanoTime();
        var worker = ChatWorker.start(settings().with(variant.settingsIn(directory)), new SimpleMeterRegistry());
        try {
            worker.awaitRunning(PATIENCE);
            return Duration.ofNanos(System.nanoTime() - begin);
        } finally {
            worker.close();
        }
    }

    /** Records of all changelogs, those that were replaced since among them. */
    long changelogRecords() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(KafkaClients.properties(settings()))) {
            var changelogs = admin.listTopics().names().get().stream()
                    .filter(name -> name.endsWith("-changelog"))
                    .toList();
            var latest = admin.describeTopics(changelogs).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    @Override
    public void close() {
        broker.close();
        delete(directory);
    }

    private Settings settings() {
        return Settings.of(Map.of(
                "confab.kafka.bootstrap-servers", broker.bootstrapServers(),
                "confab.kafka.partitions", "4",
                "confab.kafka.slots", "4",
                "confab.kafka.replication-factor", "1",
                "confab.kafka.min-insync-replicas", "1",
                "confab.streams.standby-replicas", "0",
                "confab.chat.applications", "conversation,inbox",
                "confab.streams.state-directory", state.toString()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the flush at the end throws what could not be sent
    private void append(int users, int messages) {
        var properties = KafkaClients.properties(settings());
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number + 1 < users; number += 2) {
                producer.send(record(creation(number)));
            }
            for (int message = 0; message < messages; message++) {
                for (int number = 0; number + 1 < users; number += 2) {
                    producer.send(record(message(number, message)));
                }
            }
            producer.flush();
        }
    }

    /** How many records of commands the two applications have not read yet. */
    private static long left(Admin admin) throws InterruptedException, ExecutionException {
        return left(admin, "confab-conversation", CHAT_COMMANDS.name())
                + left(admin, "confab-inbox", INBOX_COMMANDS.name());
    }

    private static long left(Admin admin, String group, String topic) throws InterruptedException, ExecutionException {
        var read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .mapToLong(entry -> {
                    var offset = read.get(entry.getKey());
                    return entry.getValue().offset() - (offset == null ? 0 : offset.offset());
                })
                .sum();
    }

    private static ProducerRecord<byte[], byte[]> record(ChatCommand command) {
        return new ProducerRecord<>(
                CHAT_COMMANDS.name(),
                CHAT_COMMANDS.keySerde().serializer().serialize(CHAT_COMMANDS.name(), command.conversationId()),
                CHAT_COMMANDS.valueSerde().serializer().serialize(CHAT_COMMANDS.name(), command));
    }

    private static CreateConversation creation(int number) {
        return new CreateConversation(
                new CommandId(Uuids.derived("creation", Integer.toString(number))),
                conversation(number),
                Optional.empty(),
                Optional.empty(),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                profile(number),
                List.of(profile(number + 1)),
                List.of());
    }

    private static SendMessage message(int number, int message) {
        var name = number + "/" + message;
        return new SendMessage(
                new CommandId(Uuids.derived("message", name)),
                conversation(number),
                user(number + message % 2),
                new ClientMessageId(Uuids.derived("client-message", name)),
                "as long as what people write to each other, more or less: a hundred characters. " + name,
                Optional.empty());
    }

    private static ConversationId conversation(int number) {
        return ConversationId.direct(user(number), user(number + 1));
    }

    private static Profile profile(int number) {
        return new Profile(user(number), "user_" + number, "User " + number);
    }

    private static UserId user(int number) {
        return new UserId(Uuids.derived("user", Integer.toString(number)));
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + directory, e);
        }
    }
}
