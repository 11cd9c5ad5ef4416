package io.confab.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {

    @Test
    void postgresql_s_insert_has_the_row_and_its_position() {
        var change = change("""
                {"op":"c","before":null,"after":{"id":"a"},"source":{"connector":"postgresql","lsn":24023128},"ts_ms":1}
                """);
        assertThat(change.version()).isEqualTo(new Version.Lsn(24_023_128, false));
        assertThat(change.after().orElseThrow().text("id")).isEqualTo("a");
    }

    @Test
    void a_row_read_in_a_snapshot_is_told_from_a_streamed_one() {
        var change = change("""
                {"op":"r","after":{"id":"a"},"source":{"lsn":7,"snapshot":"last"}}
                """);
        assertThat(change.version()).isEqualTo(new Version.Lsn(7, true));
    }

    @Test
    void a_delete_has_no_row_whatever_was_before() {
        var change = change("""
                {"op":"d","before":{"id":"a"},"after":null,"source":{"lsn":8}}
                """);
        assertThat(change).isEqualTo(new Change(new Version.Lsn(8, false), Optional.empty()));
    }

    @Test
    void cockroachdb_s_enriched_change_has_the_row_and_its_hybrid_time() {
        var change = change("""
                {"after":{"id":"a"},"before":null,"op":"u","source":{"changefeed_sink":"kafka","origin":"cockroachdb",
                 "ts_hlc":"1790000000000000001.0000000003","ts_ns":1790000000000000001},"ts_ns":1790000000040000000}
                """);
        assertThat(change.version()).isEqualTo(new Version.Hlc(1_790_000_000_000_000_001L, 3));
        assertThat(change.after().orElseThrow().text("id")).isEqualTo("a");
    }

    @Test
    void a_changefeed_s_progress_is_no_change() {
        assertThat(Change.isResolved(json("{\"resolved\":\"1790000001000000000.0000000000\"}")))
                .isTrue();
        assertThat(Change.isResolved(json("{\"op\":\"c\",\"resolved\":\"x\"}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"text\"",
                "{\"op\":\"t\",\"source\":{\"lsn\":1}}",
                "{\"op\":\"c\",\"after\":{\"id\":\"a\"}}",
                "{\"op\":\"c\",\"after\":{\"id\":\"a\"},\"source\":{}}",
                "{\"op\":\"c\",\"after\":{\"id\":\"a\"},\"source\":{\"lsn\":1.5}}",
                "{\"op\":\"c\",\"after\":{\"id\":\"a\"},\"source\":{\"ts_hlc\":1790000000000000001.0}}",
                "{\"op\":\"c\",\"after\":null,\"source\":{\"lsn\":1}}",
                "{\"op\":\"u\",\"source\":{\"lsn\":1}}",
            })
    void what_is_no_change_of_a_row_is_refused(String envelope) {
        assertThatThrownBy(() -> change(envelope)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Change change(String envelope) {
        return Change.of(json(envelope));
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }
}
