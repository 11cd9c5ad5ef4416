package io.confab.chat.directory;

import static io.confab.schemas.topic.Topics.CHANGES_BLOCKS;
import static io.confab.schemas.topic.Topics.CHANGES_TAGS;
import static io.confab.schemas.topic.Topics.CHANGES_USERS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.DIRECTORY_TAGS;
import static io.confab.schemas.topic.Topics.DIRECTORY_USERS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.Facts;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.directory.TagsRow;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.testkit.Driver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryTopologyTest {
    private static final BlockKey ANN_BEN = new BlockKey(ANN.id(), BEN.id());
    private static final ConversationId THEIRS = ConversationId.direct(ANN.id(), BEN.id());

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Driver driver = Driver.of("confab-directory", DirectoryTopology.build(metrics), metrics);

    @AfterEach
    void close() {
        driver.close();
    }

    private void created(CreateConversation command) {
        driver.pipe(CHAT_EVENTS, command.conversationId(), Facts.created(command, Driver.START));
    }

    @Test
    void an_account_is_a_row_until_it_is_deleted() {
        userChanges("c", 1, "\"Ann\"");
        userChanges("u", 2, "\"Ann A.\"");
        driver.pipeRaw(CHANGES_USERS, userKey(), deleted(3));
        assertThat(driver.readKeyed(DIRECTORY_USERS))
                .containsExactly(
                        KeyValue.pair(ANN.id(), user("Ann")),
                        KeyValue.pair(ANN.id(), user("Ann A.")),
                        KeyValue.pair(ANN.id(), null));
    }

    @Test
    void what_comes_again_or_late_is_dropped_and_counted() {
        userChanges("c", 1, "\"Ann\"");
        userChanges("u", 2, "\"Ann A.\"");
        driver.discardOutputs();
        userChanges("c", 1, "\"Ann\"");
        userChanges("u", 2, "\"Ann A.\"");
        assertThat(driver.read(DIRECTORY_USERS)).isEmpty();
        assertThat(changes("users", "applied")).isEqualTo(2);
        assertThat(changes("users", "stale")).isEqualTo(2);
    }

    @Test
    void a_deleted_account_is_not_brought_back_by_a_late_change() {
        driver.pipeRaw(CHANGES_USERS, userKey(), deleted(3));
        driver.discardOutputs();
        userChanges("u", 2, "\"Ann\"");
        assertThat(driver.read(DIRECTORY_USERS)).isEmpty();
    }

    @Test
    void a_new_snapshot_mends_what_was_missed() {
        userChanges("c", 1, "\"Ann\"");
        userChanges("r", 9, "\"Ann A.\"");
        assertThat(driver.read(DIRECTORY_USERS)).containsExactly(user("Ann"), user("Ann A."));
    }

    @Test
    void tags_are_the_same_whichever_database_they_come_from() {
        driver.pipeRaw(
                CHANGES_TAGS,
                userKey(),
                change("c", 1, "{\"user_id\":\"%s\",\"tags\":\"[\\\"go\\\"]\"}".formatted(ANN.id())));
        driver.pipeRaw(CHANGES_TAGS, userKey(), """
                {"after":{"user_id":"%s","tags":["jazz"]},"op":"u","source":{"ts_hlc":"1790000000000000001.0000000000"}}
                """.formatted(ANN.id()));
        driver.pipeRaw(CHANGES_TAGS, null, "{\"resolved\":\"1790000001000000000.0000000000\"}");
        assertThat(driver.readKeyed(DIRECTORY_TAGS))
                .containsExactly(
                        KeyValue.pair(ANN.id(), new TagsRow(ANN.id(), List.of("go"))),
                        KeyValue.pair(ANN.id(), new TagsRow(ANN.id(), List.of("jazz"))));
        assertThat(driver.deadLetters(CHANGES_TAGS)).isEmpty();
    }

    @Test
    void a_block_goes_to_the_directory_and_to_both_logs_that_it_bears_on() {
        blockChanges("c", 1, 1, true);
        assertThat(driver.readKeyed(DIRECTORY_BLOCKS))
                .containsExactly(KeyValue.pair(ANN_BEN, new BlockRow(ANN.id(), BEN.id(), 1, Driver.START)));
        assertThat(driver.readKeyed(CHAT_COMMANDS)).containsExactly(KeyValue.pair(THEIRS, chatBlock(1, true)));
        assertThat(driver.readKeyed(INBOX_COMMANDS)).containsExactly(KeyValue.pair(ANN.id(), inboxBlock(1, true)));
    }

    @Test
    void a_lifted_block_leaves_the_directory_and_the_logs_hear_of_it() {
        blockChanges("c", 1, 1, true);
        driver.discardOutputs();
        blockChanges("u", 2, 2, false);
        assertThat(driver.readKeyed(DIRECTORY_BLOCKS)).containsExactly(KeyValue.pair(ANN_BEN, null));
        assertThat(driver.read(CHAT_COMMANDS)).containsExactly(chatBlock(2, false));
        assertThat(driver.read(INBOX_COMMANDS)).containsExactly(inboxBlock(2, false));
    }

    @Test
    void a_block_that_goes_with_an_account_is_lifted_by_a_newer_version() {
        blockChanges("c", 1, 5, true);
        driver.discardOutputs();
        driver.pipeRaw(CHANGES_BLOCKS, blockKey(), deleted(2));
        driver.pipeRaw(CHANGES_BLOCKS, blockKey(), deleted(2));
        assertThat(driver.readKeyed(DIRECTORY_BLOCKS)).containsExactly(KeyValue.pair(ANN_BEN, null));
        assertThat(driver.read(CHAT_COMMANDS)).containsExactly(chatBlock(6, false));
        assertThat(driver.read(INBOX_COMMANDS)).containsExactly(inboxBlock(6, false));
    }

    @Test
    void a_block_nobody_heard_of_is_a_tombstone_and_nothing_else() {
        driver.pipeRaw(CHANGES_BLOCKS, blockKey(), deleted(2));
        assertThat(driver.readKeyed(DIRECTORY_BLOCKS)).containsExactly(KeyValue.pair(ANN_BEN, null));
        assertThat(driver.read(CHAT_COMMANDS)).isEmpty();
        assertThat(driver.read(INBOX_COMMANDS)).isEmpty();
    }

    @Test
    void a_deleted_account_leaves_all_its_conversations_and_no_one_else_does() {
        var groups = IntStream.range(0, 1_000)
                .mapToObj(number -> group("Tea " + number, BEN, ANN))
                .toList();
        groups.forEach(this::created);
        created(direct(ANN, BEN));
        created(group("Without Ann", BEN));

        userChanges("c", 1, "\"Ann\"");
        assertThat(driver.read(CHAT_COMMANDS)).isEmpty();
        driver.pipeRaw(CHANGES_USERS, userKey(), deleted(2));

        var left = Stream.concat(groups.stream().map(CreateConversation::conversationId), Stream.of(THEIRS))
                .<KeyValue<ConversationId, ChatCommand>>map(id -> KeyValue.pair(id, new LeaveForGood(id, ANN.id())))
                .toList();
        assertThat(driver.readKeyed(CHAT_COMMANDS)).containsExactlyInAnyOrderElementsOf(left);
    }

    @Test
    void who_is_in_no_conversation_or_has_left_leaves_none() {
        var tea = group("Tea", BEN, ANN);
        created(tea);
        driver.pipe(
                CHAT_EVENTS,
                tea.conversationId(),
                new MemberRemoved(
                        Driver.START, Optional.empty(), tea.conversationId(), 2, ANN.id(), BEN.id(), Optional.empty()));
        driver.pipeRaw(CHANGES_USERS, userKey(), deleted(2));
        assertThat(driver.read(CHAT_COMMANDS)).isEmpty();
    }

    @Test
    void who_is_brought_into_a_group_after_the_account_is_gone_leaves_it_at_once() {
        driver.pipeRaw(CHANGES_USERS, userKey(), deleted(2));
        var tea = group("Tea", BEN, ANN);
        created(tea);
        assertThat(driver.read(CHAT_COMMANDS)).containsExactly(new LeaveForGood(tea.conversationId(), ANN.id()));
    }

    @Test
    void what_is_no_change_is_a_dead_letter_and_the_next_one_is_taken() {
        driver.pipeRaw(CHANGES_USERS, userKey(), "{\"op\":\"c\",\"after\":{\"secret\":\"x\"},\"source\":{\"lsn\":1}}");
        driver.pipeRaw(CHANGES_USERS, "17", change("c", 1, "{}"));
        driver.pipeRaw(CHANGES_USERS, null, change("c", 1, "{}"));
        driver.pipeRaw(CHANGES_USERS, userKey(), "no JSON");
        userChanges("c", 2, "\"Ann\"");
        assertThat(driver.read(DIRECTORY_USERS)).containsExactly(user("Ann"));
        assertThat(driver.deadLetters(CHANGES_USERS))
                .hasSize(4)
                .first()
                .satisfies(letter -> assertThat(letter.reason()).contains("column username has no text"));
    }

    @Test
    void a_kafka_tombstone_says_nothing_new() {
        userChanges("c", 1, "\"Ann\"");
        driver.discardOutputs();
        driver.pipeRaw(CHANGES_USERS, userKey(), null);
        assertThat(driver.read(DIRECTORY_USERS)).isEmpty();
        assertThat(driver.deadLetters(CHANGES_USERS)).isEmpty();
    }

    @Test
    void a_name_that_was_stored_apart_and_did_not_change_is_kept() {
        userChanges("c", 1, "\"Ann\"");
        userChanges("u", 2, "\"__debezium_unavailable_value\"");
        assertThat(driver.read(DIRECTORY_USERS)).containsExactly(user("Ann"), user("Ann"));
    }

    private void userChanges(String op, long lsn, String displayName) {
        var row = """
                {"user_id":"%s","username":"ann","display_name":%s,"created_at":"%s"}
                """.formatted(ANN.id(), displayName, Driver.START);
        driver.pipeRaw(CHANGES_USERS, userKey(), change(op, lsn, row));
    }

    private void blockChanges(String op, long lsn, long version, boolean active) {
        var row = """
                {"blocker_id":"%s","blocked_id":"%s","version":%d,"active":%b,"changed_at":"%s"}
                """.formatted(ANN.id(), BEN.id(), version, active, Driver.START);
        driver.pipeRaw(CHANGES_BLOCKS, blockKey(), change(op, lsn, row));
    }

    private static String userKey() {
        return "{\"user_id\":\"%s\"}".formatted(ANN.id());
    }

    private static String blockKey() {
        return "{\"blocker_id\":\"%s\",\"blocked_id\":\"%s\"}".formatted(ANN.id(), BEN.id());
    }

    private static String change(String op, long lsn, String after) {
        return "{\"op\":\"%s\",\"before\":null,\"after\":%s,\"source\":{\"lsn\":%d}}".formatted(op, after, lsn);
    }

    private static String deleted(long lsn) {
        return "{\"op\":\"d\",\"before\":{},\"after\":null,\"source\":{\"lsn\":%d}}".formatted(lsn);
    }

    private static UserRow user(String displayName) {
        return new UserRow(ANN.id(), "ann", displayName, true, Driver.START);
    }

    private static ChatCommand chatBlock(long version, boolean active) {
        return new ChatCommand.SetBlock(Optional.empty(), THEIRS, ANN.id(), BEN.id(), version, active);
    }

    private static InboxCommand inboxBlock(long version, boolean active) {
        return new InboxCommand.SetBlock(ANN.id(), BEN.id(), version, active);
    }

    private double changes(String table, String outcome) {
        return metrics.get("confab.directory.changes")
                .tags("table", table, "outcome", outcome)
                .counter()
                .count();
    }
}
