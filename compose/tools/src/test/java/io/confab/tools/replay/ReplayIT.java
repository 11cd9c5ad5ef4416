package io.confab.tools.replay;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.confab.chat.ChatMain;
import io.confab.chat.ChatWorker;
import io.confab.chat.conversation.ConversationTopology;
import io.confab.schemas.topic.KafkaClients;
import io.confab.testkit.TestBroker;
import io.confab.tools.ToolsMain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a real broker, beside real workers, one of which is killed in the middle of its work. */
class ReplayIT {

    private static final int PARTITIONS = 4;
    private static final long SEED = 20_301;

    private final TestBroker broker = TestBroker.shared();
    private final Admin admin = Admin.create(KafkaClients.properties(broker.settings()));
    private final Cluster cluster = new Cluster(broker.settings());
    private final RandomChat chat = new RandomChat(SEED);

    @TempDir
    Path directory;

    private record Result(int status, String output, String errors) {}

    @AfterEach
    void close() {
        cluster.close();
        admin.close();
    }

    @Test
    void a_log_decided_once_more_gives_the_same_events_and_what_was_tampered_with_is_found() throws Exception {
        // given: commands decided by a worker that is killed and by its successor
        var killed = startProcess();
        try {
            chat.commands(400).forEach(command -> broker.send(CHAT_COMMANDS, command.conversationId(), command));
            await().atMost(TestBroker.LIMIT)
                    .untilAsserted(() -> assertThat(sum(cluster.committedEnd(CHAT_EVENTS.name(), PARTITIONS)))
                            .isPositive());
            chat.commands(200).forEach(command -> broker.send(CHAT_COMMANDS, command.conversationId(), command));
        } finally {
            killed.destroyForcibly();
        }
        assertThat(killed.waitFor(TestBroker.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        chat.commands(200).forEach(command -> broker.send(CHAT_COMMANDS, command.conversationId(), command));
        broker.sendRaw(CHAT_COMMANDS, chat.anyConversation().toString(), "no JSON");

        try (var successor = ChatWorker.start(broker.settings().with(own("successor")), new SimpleMeterRegistry())) {
            successor.awaitRunning(TestBroker.LIMIT);
            awaitDecided();
            var liveEvents = cluster.end(CHAT_EVENTS.name(), PARTITIONS);
            var liveDeliveries = cluster.end(INBOX_COMMANDS.name(), PARTITIONS);
            var liveLetters = cluster.end(CHAT_COMMANDS.deadLetters(), 1);

            // when
            var result = run();

            // then
            assertThat(result.status()).as(result.output() + result.errors()).isZero();
            assertThat(result.output())
                    .containsPattern("\\d{3} events equal, 0 different")
                    .containsPattern("the replay set \\d+ commands? aside")
                    .doesNotContain("not compared");
            assertThat(cluster.end(CHAT_EVENTS.name(), PARTITIONS)).isEqualTo(liveEvents);
            assertThat(cluster.end(INBOX_COMMANDS.name(), PARTITIONS)).isEqualTo(liveDeliveries);
            assertThat(cluster.end(CHAT_COMMANDS.deadLetters(), 1)).isEqualTo(liveLetters);
            assertNothingIsLeft();

            // when: half of one partition is forgotten
            var ends = cluster.end(CHAT_COMMANDS.name(), PARTITIONS);
            var partition = partitionOf(chat.anyConversation());
            admin.deleteRecords(Map.of(
                            new TopicPartition(CHAT_COMMANDS.name(), partition),
                            RecordsToDelete.beforeOffset(ends.get(partition) / 2)))
                    .all()
                    .get();
            var shortened = run();

            // then: it says what it could not compare, and the rest is equal
            assertThat(shortened.status())
                    .as(shortened.output() + shortened.errors())
                    .isZero();
            assertThat(shortened.output())
                    .containsPattern("\\d+ events equal, 0 different")
                    .containsPattern("not compared: \\d+ conversations? with \\d+ records, whose beginning");

            // when: somebody else writes an event, and the chat goes on after it
            var untouched = chat.conversationOutside(partition, this::partitionOf);
            var place = CHAT_EVENTS.name() + "-" + partitionOf(untouched) + "@"
                    + cluster.end(CHAT_EVENTS.name(), PARTITIONS).get(partitionOf(untouched));
            broker.sendRaw(CHAT_EVENTS, untouched.toString(), "{\"type\":\"message.sent\",\"text\":\"never said\"}");
            chat.commands(100).forEach(command -> broker.send(CHAT_COMMANDS, command.conversationId(), command));
            awaitDecided();
            var tampered = run();

            // then
            assertThat(tampered.status()).isEqualTo(1);
            assertThat(tampered.output()).contains("only in the live log, at " + place, "never said", ", 1 different");
            assertNothingIsLeft();
        }
    }

    @Test
    void what_is_kept_is_there_until_it_is_removed() throws Exception {
        // given
        broker.send(CHAT_COMMANDS, chat.anyConversation(), chat.commands(1).get(0));

        // when
        var result = run("--keep");

        // then
        assertThat(result.output()).as(result.errors()).contains("kept: ");
        var id = result.output().replaceFirst("(?s).*--remove (\\w+).*", "$1");
        assertThat(topicsOfReplays()).hasSizeGreaterThan(3);
        assertThat(run("--remove=" + id).output()).contains("topics removed");
        assertNothingIsLeft();
    }

    @Test
    void what_is_asked_wrongly_is_status_2() {
        assertThat(run("--threads=0").status()).isEqualTo(2);
        assertThat(run("--remove=confab-conversation").status()).isEqualTo(2);
        assertThat(run("--no-such-option").status()).isEqualTo(2);
    }

    private void awaitDecided() {
        var ends = cluster.committedEnd(CHAT_COMMANDS.name(), PARTITIONS);
        await().atMost(TestBroker.LIMIT)
                .untilAsserted(() -> assertThat(
                                cluster.readBy(ConversationTopology.APPLICATION_ID, CHAT_COMMANDS.name(), PARTITIONS))
                        .isEqualTo(ends));
    }

    private void assertNothingIsLeft() {
        await().untilAsserted(() -> assertThat(topicsOfReplays()).isEmpty());
        await().untilAsserted(() -> assertThat(admin.listGroups().all().get())
                .noneMatch(group -> group.groupId().startsWith("confab-replay-")));
    }

    private List<String> topicsOfReplays() throws Exception {
        return admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith("confab-replay-"))
                .toList();
    }

    /** As every producer of Confab finds it. */
    private int partitionOf(Object key) {
        return Utils.toPositive(Utils.murmur2(key.toString().getBytes(UTF_8))) % PARTITIONS;
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private Result run(String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        var all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        int status = ToolsMain.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
        return new Result(status, output.toString(), errors.toString());
    }

    private Map<String, String> own(String name) {
        return Map.of(
                "confab.chat.applications", "conversation",
                "confab.streams.state-directory", directory.resolve(name).toString(),
                "confab.ops.port", "0");
    }

    /** A worker in a process of its own, that it can be killed in earnest. */
    private Process startProcess() throws IOException {
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
        own("killed").forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChatMain.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("killed.log").toFile())
                .start();
    }
}
