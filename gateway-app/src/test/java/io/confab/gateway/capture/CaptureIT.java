package io.confab.gateway.capture;

import static io.confab.schemas.topic.Topics.CHANGES_USERS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.DIRECTORY_TAGS;
import static io.confab.schemas.topic.Topics.DIRECTORY_USERS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.chat.ChatWorker;
import io.confab.gateway.world.Tail;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.TagsRow;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.topic.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the commit of a row to the directory, on a real database and a real broker. */
class CaptureIT {
    private static final Logger log = LoggerFactory.getLogger(CaptureIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> METRICS = List.of("snapshot", "streaming");

    @TempDir
    static Path directory;

    private static Stack stack;
    private static ChatWorker worker;
    private static Connection connection;
    private static Rows rows;
    private static Tail<String, JsonNode> userChanges;
    private static Tail<UserId, UserRow> users;

    private static Capture latest;

    private final MeterRegistry metrics = new SimpleMeterRegistry();

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(directory);
        worker = ChatWorker.start(stack.settings(), new SimpleMeterRegistry());
        worker.awaitRunning(PATIENCE);
        connection = stack.connect();
        rows = new Rows(connection);
        userChanges = Tail.of(CHANGES_USERS, stack.settings());
        users = Tail.of(DIRECTORY_USERS, stack.settings());
    }

    @AfterAll
    static void stop() throws Exception {
        users.close();
        userChanges.close();
        connection.close();
        worker.close();
        stack.close();
    }

    @Test
    void rows_become_the_directory_and_the_commands_that_mend_blocks() throws Exception {
        try (var capture = capture();
                var tags = Tail.of(DIRECTORY_TAGS, stack.settings());
                var blocks = Tail.of(DIRECTORY_BLOCKS, stack.settings());
                var chat = Tail.of(CHAT_COMMANDS, stack.settings());
                var inbox = Tail.of(INBOX_COMMANDS, stack.settings())) {
            var warm = rows.addUser("warm"); // a snapshot, if one is taken, is over when it is there
            await(() -> !users.of(warm).isEmpty());
            var ann = rows.addUser("ann");
            var ben = rows.addUser("ben");
            rows.rename(ann, "Ann A.");
            rows.tag(ann, "[\"go\", \"jazz\"]");
            rows.block(ann, ben, true);
            rows.block(ann, ben, false);
            rows.block(ann, ben, true);
            rows.deleteUser(ben);

            var block = new BlockKey(ann, ben);
            await(() -> blocks.of(block).size() == 4
                    && users.of(ben).size() == 2
                    && users.of(ann).size() == 2);
            await(() -> tags.of(ann).size() == 1);
            assertThat(users.of(ann))
                    .extracting(row -> row.orElseThrow().displayName())
                    .containsExactly("ann", "Ann A.");
            assertThat(users.of(ben).get(1)).isEmpty();
            assertThat(tags.of(ann)).containsExactly(Optional.of(new TagsRow(ann, List.of("go", "jazz"))));
            assertThat(blocks.of(block))
                    .extracting(row -> row.map(held -> held.version()))
                    .containsExactly(Optional.of(1L), Optional.empty(), Optional.of(3L), Optional.empty());

            var conversation = ConversationId.direct(ann, ben);
            await(() -> chat.of(conversation).size() == 4 && inbox.of(ann).size() == 4);
            assertThat(chat.of(conversation))
                    .containsExactly(
                            chatBlock(ann, ben, 1, true),
                            chatBlock(ann, ben, 2, false),
                            chatBlock(ann, ben, 3, true),
                            chatBlock(ann, ben, 4, false));
            assertThat(inbox.of(ann))
                    .containsExactly(
                            inboxBlock(ann, ben, 1, true),
                            inboxBlock(ann, ben, 2, false),
                            inboxBlock(ann, ben, 3, true),
                            inboxBlock(ann, ben, 4, false));
            assertThat(userChanges.all().toString()).doesNotContain("private", "@example.org", "password");
            assertThat(capture.health().isUp()).isTrue();
            assertThat(capture.health().detail()).startsWith("leading; heard");
            assertThat(metrics.get("confab.capture.leading").gauge().value()).isEqualTo(1);
        }
        assertThat(metrics.get("confab.capture.leading").gauge().value()).isZero();
    }

    @Test
    void a_restart_goes_on_where_it_stopped_without_a_new_snapshot() throws Exception {
        UserId before;
        try (var capture = capture()) {
            awaitLeading(capture);
            before = rows.addUser("before");
            await(() -> changesOf(before).size() == 1);
        }
        var meanwhile = rows.addUser("meanwhile");
        long began = System.nanoTime();
        try (var capture = capture()) {
            awaitLeading(capture);
            await(() -> !changesOf(meanwhile).isEmpty());
            log.info("Start to first event: {} ms", millisSince(began));
            var after = rows.addUser("after");
            await(() -> !changesOf(after).isEmpty());
            assertThat(changesOf(meanwhile)).containsExactly("c");
            assertThat(changesOf(before)).doesNotContain("r");
        }
    }

    @Test
    void a_killed_one_is_succeeded_and_nothing_is_lost_or_shown_twice() throws Exception {
        var added = new ArrayList<UserId>();
        try (var first = CaptureProcess.start(stack.values())) {
            var known = rows.addUser("known");
            await(() -> !changesOf(known).isEmpty());
            try (var second = capture()) {
                await(() -> second.health().detail().equals("standby"));
                for (int i = 0; i < 100; i++) {
                    added.add(rows.addUser("one"));
                }
                first.kill();
                long killed = System.nanoTime();
                var late = rows.addUser("late");
                added.add(late);
                await(() -> !changesOf(late).isEmpty());
                log.info("Kill to first event of the successor: {} ms", millisSince(killed));
                for (int i = 0; i < 20; i++) {
                    added.add(rows.addUser("two"));
                }
                await(() -> added.stream().noneMatch(user -> users.of(user).isEmpty()));
                log.info(
                        "Changes seen again: {}",
                        added.stream()
                                .mapToInt(user -> changesOf(user).size() - 1)
                                .sum());
                assertThat(added).allSatisfy(user -> assertThat(users.of(user)).hasSize(1));
            }
        }
    }

    @Test
    void a_connection_that_is_cut_is_mended() throws Exception {
        try (var capture = capture()) {
            awaitLeading(capture);
            var before = rows.addUser("before");
            await(() -> !changesOf(before).isEmpty());
            rows.cutReplication();
            long cut = System.nanoTime();
            var after = rows.addUser("after");
            await(() -> !changesOf(after).isEmpty());
            log.info("Cut connection to next event: {} ms", millisSince(cut));
            assertThat(metrics.get("confab.capture.restarts").counter().count()).isPositive();
            await(() -> capture.health().detail().startsWith("leading; heard"));
        }
    }

    @Test
    void a_slot_that_is_lost_is_made_up_for_by_a_new_snapshot() throws Exception {
        try (var capture = capture()) {
            awaitLeading(capture);
            var before = rows.addUser("before");
            await(() -> !changesOf(before).isEmpty());
        }
        await(() -> !rows.isSlotActive());
        rows.dropSlot();
        var missed = rows.addUser("missed");
        try (var capture = capture()) {
            awaitLeading(capture);
            await(() -> !changesOf(missed).isEmpty());
            assertThat(changesOf(missed)).containsExactly("r");
            var after = rows.addUser("after");
            await(() -> !users.of(after).isEmpty());
            assertThat(users.of(missed)).hasSize(1);
        }
    }

    /** Its place in the log is before the snapshot's, and yet it is not in the snapshot. */
    @Test
    void a_change_that_was_open_while_the_snapshot_was_taken_is_not_lost() throws Exception {
        UserId user;
        try (var capture = capture()) {
            awaitLeading(capture);
            user = rows.addUser("before");
            await(() -> !users.of(user).isEmpty());
        }
        await(() -> !rows.isSlotActive());
        rows.dropSlot();
        try (var oldest = stack.connect();
                var middle = stack.connect();
                var spanning = stack.connect()) {
            // A slot is made in two waits: for what ran at its beginning, and for what ran at the end of that.
            begin(oldest).rename(rows.addUser("oldest"), "Oldest");
            try (var capture = capture()) {
                awaitLeading(capture);
                await(rows::isSlotWaiting);
                begin(middle).rename(rows.addUser("middle"), "Middle");
                var waitedFor = rows.slotWaitsFor();
                oldest.commit();
                await(() -> rows.isSlotWaiting() && rows.slotWaitsFor() != waitedFor);
                begin(spanning).rename(user, "Spanning");
                middle.commit();
                await(() -> changesOf(user).contains("r"));
                spanning.commit();
                await(() -> changesOf(user).contains("u"));

                var changes = userChanges.of(key(user)).stream()
                        .map(Optional::orElseThrow)
                        .toList();
                long snapshotAt = changes.get(1).get("source").get("lsn").asLong();
                long spanningAt = changes.get(2).get("source").get("lsn").asLong();
                assertThat(spanningAt).as("the case is met").isLessThan(snapshotAt);
                await(() -> users.of(user).size() == 3);
                assertThat(users.of(user))
                        .extracting(row -> row.orElseThrow().displayName())
                        .containsExactly("before", "before", "Spanning");
            }
        }
    }

    /** While nothing is captured the slot gets ahead of the kept position; what has gone by is no reason for a snapshot. */
    @Test
    void a_restart_after_a_quiet_time_takes_no_new_snapshot() throws Exception {
        UserId before;
        try (var server = stack.connectAsSuperuser();
                var capture = capture()) {
            awaitLeading(capture);
            before = rows.addUser("before");
            await(() -> !changesOf(before).isEmpty());
            long quietFrom = rows.end();
            await(() -> {
                rows.writeElsewhere();
                new Rows(server).checkpoint();
                return rows.kept() > quietFrom;
            });
        }
        rows.deleteUser(before);
        var meanwhile = rows.addUser("meanwhile");
        try (var capture = capture()) {
            awaitLeading(capture);
            await(() -> !changesOf(meanwhile).isEmpty());
            assertThat(changesOf(before)).containsExactly("c", "d");
            assertThat(changesOf(meanwhile)).containsExactly("c");
        }
    }

    /** It has a place in the log before the snapshot's, and the snapshot does not see it yet. */
    @Test
    void a_commit_that_is_not_visible_when_an_interrupted_snapshot_is_taken_again_is_not_lost() throws Exception {
        UserId marker;
        try (var capture = capture()) {
            awaitLeading(capture);
            marker = rows.addUser("marker");
            await(() -> !changesOf(marker).isEmpty());
        }
        await(() -> !rows.isSlotActive());
        rows.dropSlot();
        rows.createSlot();
        forgetPosition();
        var user = rows.addUser("before");
        try (var slow = stack.connect();
                var superuser = stack.connectAsSuperuser()) {
            var server = new Rows(superuser);
            var name = new AtomicReference<>("before");
            var isReleased = new AtomicBoolean();
            server.holdCommits();
            try {
                // The server begins to hold commits at some moment of its own.
                var renamed = inBackground(() -> {
                    for (int i = 1; !isReleased.get(); i++) {
                        name.set("Slow " + i);
                        new Rows(slow).rename(user, name.get());
                    }
                });
                await(server::isCommitHeld);
                try (var capture = capture()) {
                    await(() -> changesOf(user).contains("r") || rows.isSlotWaiting());
                    isReleased.set(true);
                    server.releaseCommits();
                    renamed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    awaitLeading(capture);
                    await(() -> namesOf(user).contains(name.get()));
                }
            } finally {
                isReleased.set(true);
                server.releaseCommits();
            }
        }
    }

    /** Another gateway in the same process, or an engine that would not end. */
    @Test
    void names_of_metrics_that_another_engine_has_delay_nothing() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        for (var context : METRICS) {
            server.registerMBean(new StandardMBean(() -> {}, Runnable.class), metricsOf(context));
        }
        try (var capture = capture()) {
            awaitLeading(capture);
            var user = rows.addUser("user");
            await(() -> !changesOf(user).isEmpty());
        } finally {
            for (var context : METRICS) {
                server.unregisterMBean(metricsOf(context));
            }
        }
    }

    @Test
    void an_engine_that_has_ended_leaves_no_thread_behind() throws Exception {
        var before = threads();
        try (var capture = capture()) {
            awaitLeading(capture);
            var user = rows.addUser("user");
            await(() -> !changesOf(user).isEmpty());
            var added = threads();
            added.removeAll(before);
            log.info("Threads of change capture: {}, {}", added.size(), added);
            rows.cutReplication();
            var after = rows.addUser("after");
            await(() -> !changesOf(after).isEmpty());
        }
        await(() -> before.containsAll(threads()));
    }

    @Test
    void it_stops_within_seconds_although_the_broker_is_gone(@TempDir Path own) throws Exception {
        var before = threads();
        try (var other = new Stack(own);
                var connection = other.connect()) {
            var capture = Capture.start(other.settings(), new SimpleMeterRegistry());
            await(() -> capture.health().detail().startsWith("leading; heard"));
            other.stopBroker();
            new Rows(connection).addUser("unheard");
            long began = System.nanoTime();
            capture.close();
            log.info("Stop without a broker: {} ms", millisSince(began));
            assertThat(millisSince(began)).isLessThan(15_000);
            await(() -> before.containsAll(threads()));
        }
    }

    @Test
    void the_log_is_not_kept_for_changes_that_nobody_captures() throws Exception {
        try (var capture = capture()) {
            awaitLeading(capture);
            var user = rows.addUser("user");
            await(() -> !changesOf(user).isEmpty());
            long stood = rows.confirmed();
            for (int i = 0; i < 50; i++) {
                rows.writeElsewhere();
            }
            await(() -> rows.confirmed() > stood && rows.unconfirmedBytes() < 1_000);
        }
    }

    @Test
    void a_change_arrives_soon_after_its_commit() throws Exception {
        try (var capture = capture()) {
            awaitLeading(capture);
            var warm = rows.addUser("warm");
            await(() -> !changesOf(warm).isEmpty());
            var committed = new HashMap<String, Long>();
            for (int i = 0; i < 50; i++) {
                var user = rows.addUser("timed");
                committed.put(key(user), System.nanoTime());
                await(() -> !changesOf(user).isEmpty());
            }
            var took = userChanges.all().stream()
                    .filter(change -> committed.containsKey(change.key()))
                    .map(change -> Math.max(0, change.atNanos() - committed.get(change.key())) / 1_000_000)
                    .sorted()
                    .toList();
            log.info(
                    "Commit to changes.users: median {} ms, most {} ms",
                    took.get(took.size() / 2),
                    took.get(took.size() - 1));
            assertThat(took.get(took.size() / 2)).isLessThan(1_000);
        }
    }

    @Test
    void without_a_source_nothing_is_captured() {
        var settings = stack.settings().with(Map.of("confab.capture.source", "none"));
        try (var capture = Capture.start(settings, metrics)) {
            assertThat(capture.health().isUp()).isTrue();
            assertThat(capture.health().detail()).isEqualTo("off");
        }
        assertThat(metrics.find("confab.capture.leading").gauge()).isNull();
    }

    private Capture capture() {
        latest = Capture.start(stack.settings(), metrics);
        return latest;
    }

    private static void forgetPosition() throws InterruptedException {
        var config = KafkaClients.properties(stack.settings());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            new KeptPosition(stack.settings()).forget(producer);
        }
    }

    private static Future<?> inBackground(Work work) {
        var task = new FutureTask<Void>(() -> {
            work.run();
            return null;
        });
        new Thread(task, "background").start();
        return task;
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static ObjectName metricsOf(String context) throws MalformedObjectNameException {
        return new ObjectName("debezium.postgres:type=connector-metrics,context=" + context + ",server=confab");
    }

    /** Those that come and go with engines. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("capture") || name.contains("debezium") || name.startsWith("pool-"))
                .collect(toCollection(TreeSet::new));
    }

    private static Rows begin(Connection transaction) throws SQLException {
        transaction.setAutoCommit(false);
        return new Rows(transaction);
    }

    private static void awaitLeading(Capture capture) throws SQLException {
        await(() -> capture.health().detail().startsWith("leading"));
    }

    private static String key(UserId user) {
        return "{\"user_id\":\"" + user + "\"}";
    }

    /** The ops of a user's changes. */
    private static List<String> changesOf(UserId user) {
        return userChanges.of(key(user)).stream()
                .map(change -> change.orElseThrow().get("op").asText())
                .toList();
    }

    private static Optional<ChatCommand> chatBlock(UserId blocker, UserId blocked, long version, boolean active) {
        return Optional.of(new ChatCommand.SetBlock(
                Optional.empty(), ConversationId.direct(blocker, blocked), blocker, blocked, version, active));
    }

    private static Optional<InboxCommand> inboxBlock(UserId blocker, UserId blocked, long version, boolean active) {
        return Optional.of(new InboxCommand.SetBlock(blocker, blocked, version, active));
    }

    /** What the directory was told of a user, as far as the changes go. */
    private static List<String> namesOf(UserId user) {
        return users.of(user).stream()
                .flatMap(Optional::stream)
                .map(UserRow::displayName)
                .toList();
    }

    private static void await(Callable<Boolean> condition) throws SQLException {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "capture: " + latest.health() + "; slot: " + rows.describeSlot() + "; kept position: "
                            + new KeptPosition(stack.settings()) + "; changes seen: "
                            + userChanges.all().size() + ", of the directory: "
                            + users.all().size(),
                    e);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
