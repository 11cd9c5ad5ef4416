package io.confab.chatup;

import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatupCommands.cancel;
import static io.confab.testkit.ChatupCommands.presence;
import static io.confab.testkit.ChatupCommands.seek;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confab.embedded.EmbeddedBroker;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.TopicAdmin;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver can't show: partitions, transactions, and workers that come and go. Each test has users of its own. */
class ChatupIT {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration SEND_LIMIT = Duration.ofSeconds(10);
    private static final AtomicInteger USERS = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static Settings settings;
    private static KafkaProducer<UserId, ChatupCommand> producer;

    private TopicReader<UserId, InboxCommand> inbox;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        settings = Settings.of(Map.of(
                "confab.kafka.bootstrap-servers", broker.bootstrapServers(),
                "confab.kafka.partitions", "4",
                "confab.kafka.slots", "4",
                "confab.kafka.replication-factor", "1",
                "confab.kafka.min-insync-replicas", "1",
                "confab.streams.standby-replicas", "0"));
        TopicAdmin.ensure(settings);
        producer = new KafkaProducer<>(
                KafkaClients.properties(settings),
                CHATUP_COMMANDS.keySerde().serializer(),
                CHATUP_COMMANDS.valueSerde().serializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @BeforeEach
    void readInboxes() {
        inbox = new TopicReader<>(INBOX_COMMANDS, settings, "read_committed");
    }

    @AfterEach
    void stopReading() {
        inbox.close();
    }

    @Test
    void a_match_is_delivered_to_both_when_its_conversation_is_on_the_log() throws Exception {
        try (var worker = start("one", settings);
                var conversations = new TopicReader<>(CHAT_COMMANDS, settings, "read_uncommitted")) {
            var ann = newUser();
            var ben = newUser();
            send(seek(ann, "jazz"));
            awaitEvent(ann, Waiting.class);
            send(seek(ben, "jazz"));

            inbox.until(records -> matches(records, Set.of(ann, ben)).size() > 0);
            var onTheLog = conversations.untilNow();
            inbox.until(records -> matches(records, Set.of(ann, ben)).size() == 2);

            var conversation = ConversationId.direct(ann.id(), ben.id());
            assertThat(onTheLog)
                    .filteredOn(record -> record.key().equals(conversation))
                    .hasSize(1);
            assertThat(matches(inbox.untilNow(), Set.of(ann, ben)))
                    .allSatisfy(matched -> assertThat(matched.conversationId()).isEqualTo(conversation));
            awaitAllUp(worker);
        }
    }

    @Test
    void a_ticket_waits_on_while_no_worker_runs() throws Exception {
        var ann = newUser();
        var ben = newUser();
        try (var worker = start("before", settings)) {
            send(seek(ann, "chess"));
            awaitEvent(ann, Waiting.class);
            awaitAllUp(worker);
        }
        send(seek(ben, "chess"));
        try (var worker = start("after", settings)) {
            inbox.until(records -> matches(records, Set.of(ann, ben)).size() == 2);
            awaitAllUp(worker);
        }
    }

    @Test
    void who_has_gone_waits_no_more_and_who_came_back_in_time_does() throws Exception {
        var impatient = settings.with(Map.of("confab.chatup.gone-after", "1s"));
        var ann = newUser();
        var ben = newUser();
        try (var worker = start("gone", impatient)) {
            send(seek(ben, "bridge"));
            awaitEvent(ben, Waiting.class);
            send(presence(ben, 1, false));
            send(presence(ben, 1, true));
            send(seek(ann, "whist"));
            awaitEvent(ann, Waiting.class);
            send(presence(ann, 1, false));

            awaitEvent(ann, Cancelled.class);
            assertThat(outcomes(inbox.untilNow(), List.of(ann, ben)))
                    .singleElement()
                    .isInstanceOfSatisfying(Cancelled.class, cancelled -> {
                        assertThat(cancelled.ticketId()).isEqualTo(seek(ann).ticketId());
                        assertThat(cancelled.reason()).isEqualTo(Reason.GONE);
                    });
            awaitAllUp(worker);
        }
    }

    @Test
    void every_ticket_has_one_outcome_while_workers_come_and_go() throws Exception {
        var shortWaits = settings.with(Map.of("confab.chatup.longest-wait", "3s", "confab.chatup.patience", "2s"));
        var users = IntStream.range(0, 120).mapToObj(i -> newUser()).toList();
        try (var stays = start("stays", shortWaits)) {
            try (var goes = start("goes", shortWaits)) {
                seekAll(users.subList(0, 60));
                assertThat(goes.health()).hasSize(1);
                users.subList(0, 10).forEach(user -> send(cancel(user)));
                inbox.until(records -> !outcomes(records, users).isEmpty());
            }
            seekAll(users.subList(60, 120));
            try (var comes = start("comes", shortWaits)) {
                inbox.until(records -> outcomes(records, users).size() >= users.size());
                awaitAllUp(stays, comes);
            }
        }
        var outcomes = outcomes(inbox.untilNow(), users);
        assertThat(outcomes.stream().map(ChatupEvent::ticketId))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(users);
        assertMutual(inbox.untilNow(), Set.copyOf(users));
    }

    /** What a test waits for is done by some tasks while others are still being restored. */
    private static void awaitAllUp(ChatupWorker... workers) {
        await().untilAsserted(() -> assertThat(Stream.of(workers).flatMap(worker -> worker.health().stream()))
                .allMatch(Health::isUp));
    }

    private static void assertMutual(List<ConsumerRecord<UserId, InboxCommand>> records, Set<User> users) {
        var peers = new HashMap<UserId, UserId>();
        for (var record : records) {
            if (event(record) instanceof Matched matched && isOf(record, users)) {
                peers.put(record.key(), matched.peer().userId());
            }
        }
        assertThat(peers)
                .isNotEmpty()
                .allSatisfy((one, other) -> assertThat(peers.get(other)).isEqualTo(one));
    }

    private void awaitEvent(User user, Class<? extends ChatupEvent> type) {
        inbox.until(records ->
                records.stream().anyMatch(record -> record.key().equals(user.id()) && type.isInstance(event(record))));
    }

    private static List<Matched> matches(List<ConsumerRecord<UserId, InboxCommand>> records, Set<User> users) {
        return records.stream()
                .filter(record -> isOf(record, users))
                .map(ChatupIT::event)
                .filter(Matched.class::isInstance)
                .map(Matched.class::cast)
                .toList();
    }

    private static List<ChatupEvent> outcomes(List<ConsumerRecord<UserId, InboxCommand>> records, List<User> users) {
        Set<TicketId> tickets =
                users.stream().map(user -> seek(user).ticketId()).collect(Collectors.toCollection(HashSet::new));
        return records.stream()
                .map(ChatupIT::event)
                .filter(event -> event instanceof ChatupEvent && !(event instanceof Waiting))
                .map(ChatupEvent.class::cast)
                .filter(event -> tickets.contains(event.ticketId()))
                .toList();
    }

    private static boolean isOf(ConsumerRecord<UserId, InboxCommand> record, Set<User> users) {
        return users.stream().anyMatch(user -> user.id().equals(record.key()));
    }

    private static Object event(ConsumerRecord<UserId, InboxCommand> record) {
        return record.value() instanceof Deliver deliver ? deliver.event() : record.value();
    }

    private static void seekAll(List<User> users) {
        users.forEach(user -> send(seek(user, "tag" + user.id().value().getLeastSignificantBits() % 5)));
    }

    private static void send(ChatupCommand command) {
        var sent = producer.send(new ProducerRecord<>(CHATUP_COMMANDS.name(), command.userId(), command));
        assertThat(sent).succeedsWithin(SEND_LIMIT);
    }

    private static User newUser() {
        return User.number(USERS.incrementAndGet());
    }

    private static ChatupWorker start(String name, Settings common) throws InterruptedException {
        var own = common.with(
                Map.of("confab.streams.state-directory", directory.resolve(name).toString()));
        var worker = ChatupWorker.start(own, new SimpleMeterRegistry());
        worker.awaitRunning(START_LIMIT);
        return worker;
    }
}
