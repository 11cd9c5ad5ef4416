package io.confab.chat;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.InboxCommands.open;
import static io.confab.testkit.InboxCommands.opening;
import static io.confab.testkit.InboxCommands.resume;
import static io.confab.testkit.InboxCommands.socket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.ops.Health;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.CaughtUp;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.push.Push.Ready;
import io.confab.schemas.push.Slot;
import io.confab.testkit.TestBroker;
import io.confab.testkit.TopicReader;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver can't show: partitions, slots, transactions, and workers that come, go and die. Each test has its own users. */
class ChatIT {
    private static final AtomicInteger USERS = new AtomicInteger(20_000);

    private final TestBroker broker = TestBroker.shared();
    private final User ann = User.number(USERS.incrementAndGet());
    private final User ben = User.number(USERS.incrementAndGet());
    private final ConversationId theirs = ConversationId.direct(ann.id(), ben.id());
    private final TopicReader<ConversationId, ChatEvent> events = broker.read(CHAT_EVENTS);
    private final TopicReader<Slot, Push> pushes = broker.read(GATEWAY_PUSHES);

    @TempDir
    Path directory;

    @AfterEach
    void stopReading() {
        events.close();
        pushes.close();
    }

    @Test
    void two_people_chat_and_a_device_that_was_away_gets_what_it_missed() throws Exception {
        try (var worker = start("one")) {
            send(open(ann, 1, new Slot(1)), open(ben, 1, new Slot(2)));
            send(direct(ann, ben), ann.says("hello", ben), ben.says("hi", ann));
            awaitEntries(socket(ann, 1), 3);
            assertThat(entries(socket(ben, 1), awaitEntries(socket(ben, 1), 3)))
                    .extracting(Entry::cursor)
                    .containsExactly(new Cursor(1), new Cursor(2), new Cursor(3));
            assertThat(texts(socket(ben, 1))).containsExactly("hello", "hi");

            var epoch = ready(socket(ben, 1)).epoch();
            send(resume(ben, 2, new Slot(3), new Cursor(1), epoch));
            var second = pushes.until(
                    records -> pushesTo(socket(ben, 2), records).stream().anyMatch(CaughtUp.class::isInstance));
            assertThat(pushesTo(socket(ben, 2), second))
                    .extracting(push -> (Object) push.getClass())
                    .containsExactly(Ready.class, Events.class, CaughtUp.class);
            assertThat(texts(socket(ben, 2))).containsExactly("hello", "hi");

            assertThat(pushes.untilNow())
                    .allSatisfy(record -> assertThat(record.partition())
                            .isEqualTo(record.value().target().slot().partition()));
            awaitAllUp(worker);
        }
    }

    @Test
    void a_record_that_is_no_command_stops_nobody() throws Exception {
        try (var worker = start("one")) {
            broker.sendRaw(CHAT_COMMANDS, theirs.toString(), "no JSON");
            send(open(ann, 1, new Slot(4))); // slots are 0 to 3
            send(open(ann, 2, new Slot(3)));
            send(direct(ann, ben), ann.says("still here", ben));
            awaitEntries(socket(ann, 2), 2);

            try (var chat = broker.readDeadLetters(CHAT_COMMANDS.name());
                    var inbox = broker.readDeadLetters(INBOX_COMMANDS.name())) {
                chat.until(records -> records.stream().anyMatch(record -> isKeyed(record, theirs)));
                inbox.until(records -> records.stream().anyMatch(record -> isKeyed(record, ann.id())));
            }
            awaitAllUp(worker);
        }
    }

    @Test
    void a_worker_that_is_killed_leaves_neither_gap_nor_repeat() throws Exception {
        int messages = 150;
        var killed = startProcess("killed");
        try {
            send(open(ben, 1, new Slot(2)));
            send(direct(ann, ben));
            say(1, messages / 3);
            awaitEntries(socket(ben, 1), 1 + messages / 3);
            say(messages / 3 + 1, 2 * messages / 3); // some of these are halfway when it dies
            killed.destroyForcibly();
            assertThat(killed.waitFor(TestBroker.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            killed.destroyForcibly();
        }
        say(2 * messages / 3 + 1, messages);
        say(1, messages); // and every client tries again

        try (var successor = start("successor")) {
            events.until(records -> seqs(theirs, records).size() >= messages);
            var missed = opening(
                    ben,
                    1,
                    new Slot(1),
                    2,
                    Optional.of(Cursor.START),
                    Optional.of(ready(socket(ben, 1)).epoch()));
            awaitDelivered(1 + messages);
            send(missed);
            pushes.until(records -> pushesTo(socket(ben, 1), records).stream()
                    .anyMatch(push -> push.target().opening() == 2 && push instanceof CaughtUp));

            assertThat(seqs(theirs, events.untilNow())).isEqualTo(oneTo(messages));
            var replayed = entries(
                    socket(ben, 1),
                    pushes.untilNow().stream()
                            .filter(record -> record.value().target().opening() == 2)
                            .toList());
            assertThat(replayed.stream().map(entry -> entry.cursor().value())).isEqualTo(oneTo(1 + messages));
            assertThat(replayed.get(0).event()).isInstanceOf(ConversationCreated.class);
            assertThat(replayed.stream().skip(1).map(entry -> text(entry.event())))
                    .isEqualTo(IntStream.rangeClosed(1, messages)
                            .mapToObj(ChatIT::words)
                            .toList());
            awaitAllUp(successor);
        }
    }

    @Test
    void two_workers_share_the_load_and_one_takes_over_when_the_other_stops() throws Exception {
        var friends = IntStream.range(0, 12)
                .mapToObj(i -> User.number(USERS.incrementAndGet()))
                .toList();
        try (var stays = start("stays")) {
            try (var goes = start("goes")) {
                for (var friend : friends) {
                    send(direct(ann, friend));
                }
                sayToEach(friends, 1, 5);
                events.until(records -> total(friends, records) >= friends.size() * 5 / 2);
                assertThat(goes.health()).hasSize(2);
            }
            sayToEach(friends, 6, 10);
            events.until(records -> total(friends, records) >= friends.size() * 10);
            send(open(ann, 1, new Slot(0)));
            pushes.until(records -> !pushesTo(socket(ann, 1), records).isEmpty());
            awaitAllUp(stays);
        }
        for (var friend : friends) {
            assertThat(seqs(ConversationId.direct(ann.id(), friend.id()), events.untilNow()))
                    .isEqualTo(oneTo(10));
        }
    }

    /** What a test waits for is done by some tasks while others are still being restored. */
    private static void awaitAllUp(ChatWorker worker) {
        await().untilAsserted(() -> assertThat(worker.health()).allMatch(Health::isUp));
    }

    private void say(int from, int to) {
        for (int number = from; number <= to; number++) {
            send(ann.says(words(number), ben));
        }
    }

    private void sayToEach(List<User> friends, int from, int to) {
        for (int number = from; number <= to; number++) {
            for (var friend : friends) {
                send(ann.says(words(number), friend));
            }
        }
    }

    private static String words(int number) {
        return "message " + number;
    }

    private void send(ChatCommand... commands) {
        for (var command : commands) {
            broker.send(CHAT_COMMANDS, command.conversationId(), command);
        }
    }

    private void send(InboxCommand... commands) {
        for (var command : commands) {
            broker.send(INBOX_COMMANDS, command.userId(), command);
        }
    }

    private List<ConsumerRecord<Slot, Push>> awaitEntries(SocketId socket, int count) {
        return pushes.until(records -> entries(socket, records).size() >= count);
    }

    /** Waits until Ben's inbox has been given that many entries. */
    private void awaitDelivered(int count) {
        try (var deliveries = broker.read(INBOX_COMMANDS)) {
            deliveries.until(records -> records.stream()
                            .filter(record -> record.key().equals(ben.id()))
                            .filter(record -> record.value() instanceof InboxCommand.Deliver)
                            .count()
                    >= count);
        }
    }

    private Ready ready(SocketId socket) {
        return pushesTo(socket, pushes.untilNow()).stream()
                .filter(Ready.class::isInstance)
                .map(Ready.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<String> texts(SocketId socket) {
        return entries(socket, pushes.untilNow()).stream()
                .filter(entry -> entry.event() instanceof MessageSent)
                .map(entry -> text(entry.event()))
                .toList();
    }

    private static String text(UserEvent event) {
        return ((MessageSent) event).text();
    }

    private static List<Push> pushesTo(SocketId socket, List<ConsumerRecord<Slot, Push>> records) {
        return records.stream()
                .map(ConsumerRecord::value)
                .filter(push -> push.target().socketId().equals(socket))
                .toList();
    }

    private static List<Entry> entries(SocketId socket, List<ConsumerRecord<Slot, Push>> records) {
        return pushesTo(socket, records).stream()
                .filter(Events.class::isInstance)
                .flatMap(push -> ((Events) push).entries().stream())
                .toList();
    }

    private static List<Long> seqs(
            ConversationId conversation, List<ConsumerRecord<ConversationId, ChatEvent>> records) {
        return records.stream()
                .filter(record -> record.key().equals(conversation))
                .map(ConsumerRecord::value)
                .filter(MessageSent.class::isInstance)
                .map(event -> ((MessageSent) event).seq().value())
                .toList();
    }

    private int total(List<User> friends, List<ConsumerRecord<ConversationId, ChatEvent>> records) {
        return friends.stream()
                .mapToInt(friend -> seqs(ConversationId.direct(ann.id(), friend.id()), records)
                        .size())
                .sum();
    }

    private static boolean isKeyed(ConsumerRecord<byte[], byte[]> record, Object key) {
        return new String(record.key(), UTF_8).equals(key.toString());
    }

    private static List<Long> oneTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private ChatWorker start(String name) throws InterruptedException {
        var worker = ChatWorker.start(broker.settings().with(own(name)), new SimpleMeterRegistry());
        worker.awaitRunning(TestBroker.LIMIT);
        return worker;
    }

    private Map<String, String> own(String name) {
        return Map.of(
                "confab.chat.applications", "conversation,inbox",
                "confab.streams.state-directory", directory.resolve(name).toString(),
                "confab.ops.port", "0");
    }

    /** A worker in a process of its own, that it can be killed in earnest. */
    private Process startProcess(String name) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        var settings = Map.of(
                "confab.kafka.bootstrap-servers", broker.bootstrapServers(),
                "confab.kafka.partitions", "4",
                "confab.kafka.slots", "4",
                "confab.kafka.replication-factor", "1",
                "confab.kafka.min-insync-replicas", "1");
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        own(name).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChatMain.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
    }
}
