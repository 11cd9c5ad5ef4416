package io.confab.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.directory.TagsRow;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final UserId ANN = UserId.of("01941f29-7c00-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("01941f29-7c00-7000-8000-00000000000b");
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");
    private static final BlockKey ANN_BEN = new BlockKey(ANN, BEN);

    private final Users users = new Users();
    private final Tags tags = new Tags();
    private final Blocks blocks = new Blocks();

    @Test
    void a_user_is_what_others_may_know_and_nothing_else() {
        var row = columns("""
                {"user_id":"%s","username":"ann","display_name":"Ann",
                 "created_at":"2030-01-01T01:00:00.5+01:00","email":"ann@example.org","password_hash":"secret"}
                """.formatted(ANN));
        assertThat(users.row(ANN, row, Optional.empty()))
                .isEqualTo(new UserRow(ANN, "ann", "Ann", true, AT.plusMillis(500)));
    }

    @Test
    void a_column_that_did_not_change_is_taken_from_what_is_known() {
        var known = new UserRow(ANN, "ann", "Ann", true, AT);
        var row = columns(user("__debezium_unavailable_value"));
        assertThat(users.row(ANN, row, Optional.of(known))).isEqualTo(new UserRow(ANN, "ann", "Ann", true, AT));
        assertThatThrownBy(() -> users.row(ANN, row, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("display_name");

        var unchangedTags = columns("{\"user_id\":\"%s\",\"tags\":\"__debezium_unavailable_value\"}".formatted(ANN));
        assertThat(tags.row(ANN, unchangedTags, Optional.of(new TagsRow(ANN, List.of("go")))))
                .isEqualTo(new TagsRow(ANN, List.of("go")));
    }

    @Test
    void tags_are_read_as_text_from_one_database_and_as_an_array_from_the_other() {
        assertThat(tags.row(ANN, columns("{\"tags\":\"[\\\"go\\\", \\\"jazz\\\"]\"}"), Optional.empty()))
                .isEqualTo(new TagsRow(ANN, List.of("go", "jazz")));
        assertThat(tags.row(ANN, columns("{\"tags\":[\"go\",\"jazz\"]}"), Optional.empty()))
                .isEqualTo(new TagsRow(ANN, List.of("go", "jazz")));
    }

    @Test
    void a_refusal_names_the_column_and_never_its_value() {
        assertThatThrownBy(() -> tags.row(ANN, columns("{\"tags\":\"private words\"}"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("private words");
        assertThatThrownBy(() -> blocks.row(ANN_BEN, columns("{\"version\":\"one\"}"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column version has no number");
    }

    @Test
    void a_block_that_holds_is_a_row_and_goes_to_the_logs_that_it_bears_on() {
        var block = blocks.row(ANN_BEN, columns(block(3, true)), Optional.empty());
        assertThat(block.row()).contains(new BlockRow(ANN, BEN, 3, AT));
        assertThat(block.forConversation())
                .isEqualTo(
                        new ChatCommand.SetBlock(Optional.empty(), ConversationId.direct(ANN, BEN), ANN, BEN, 3, true));
        assertThat(block.forInbox()).isEqualTo(new InboxCommand.SetBlock(ANN, BEN, 3, true));
    }

    @Test
    void a_lifted_block_is_no_row_but_the_logs_hear_of_it() {
        var block = blocks.row(ANN_BEN, columns(block(4, false)), Optional.empty());
        assertThat(block.row()).isEmpty();
        assertThat(block.forInbox()).isEqualTo(new InboxCommand.SetBlock(ANN, BEN, 4, false));
    }

    @Test
    void a_block_whose_row_is_gone_is_lifted_by_a_version_newer_than_any() {
        var known = new Known<>(lsn(1), Optional.of(new Block(ANN_BEN, 3, true, AT)));
        assertThat(blocks.decide(ANN_BEN, deleted(2), Optional.of(known)))
                .contains(new Known<>(lsn(2), Optional.of(new Block(ANN_BEN, 4, false, AT))));
    }

    @Test
    void a_block_that_was_never_seen_and_is_gone_tells_nobody() {
        assertThat(blocks.decide(ANN_BEN, deleted(2), Optional.empty()))
                .contains(new Known<>(lsn(2), Optional.empty()));
    }

    @Test
    void what_is_not_newer_changes_nothing() {
        var known = new Known<>(lsn(5), Optional.of(new TagsRow(ANN, List.of("go"))));
        assertThat(tags.decide(ANN, tagged(5, "jazz"), Optional.of(known))).isEmpty();
        assertThat(tags.decide(ANN, tagged(4, "jazz"), Optional.of(known))).isEmpty();
        assertThat(tags.decide(ANN, deleted(4), Optional.of(known))).isEmpty();
        assertThat(tags.decide(ANN, tagged(6, "jazz"), Optional.of(known)))
                .contains(new Known<>(lsn(6), Optional.of(new TagsRow(ANN, List.of("jazz")))));
    }

    @Test
    void a_row_that_is_gone_is_not_brought_back_by_an_older_change() {
        var gone = tags.decide(ANN, deleted(7), Optional.empty()).orElseThrow();
        assertThat(gone).isEqualTo(new Known<>(lsn(7), Optional.empty()));
        assertThat(tags.decide(ANN, tagged(6, "go"), Optional.of(gone))).isEmpty();
    }

    @Test
    void keys_are_read_from_the_primary_key() {
        assertThat(users.key(columns("{\"user_id\":\"%s\"}".formatted(ANN)))).isEqualTo(ANN);
        assertThat(tags.key(columns("{\"user_id\":\"%s\"}".formatted(ANN)))).isEqualTo(ANN);
        assertThat(blocks.key(columns("{\"blocker_id\":\"%s\",\"blocked_id\":\"%s\"}".formatted(ANN, BEN))))
                .isEqualTo(ANN_BEN);
        assertThatThrownBy(() -> new Columns(Json.read("[17]", JsonNode.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String user(String displayName) {
        return """
                {"user_id":"%s","username":"ann","display_name":"%s","created_at":"%s"}
                """.formatted(ANN, displayName, AT);
    }

    private static String block(long version, boolean active) {
        return """
                {"version":%d,"active":%b,"changed_at":"%s"}
                """.formatted(version, active, AT);
    }

    private static Change tagged(long position, String tag) {
        return new Change(lsn(position), Optional.of(columns("{\"tags\":[\"%s\"]}".formatted(tag))));
    }

    private static Change deleted(long position) {
        return new Change(lsn(position), Optional.empty());
    }

    private static Version lsn(long position) {
        return new Version.Lsn(position, false);
    }

    private static Columns columns(String json) {
        return new Columns(Json.read(json, JsonNode.class));
    }
}
