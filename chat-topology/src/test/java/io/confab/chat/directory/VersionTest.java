package io.confab.chat.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.chat.directory.Version.Hlc;
import io.confab.chat.directory.Version.Lsn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void a_later_position_is_newer_and_the_same_one_is_not() {
        assertThat(streamed(2).isNewerThan(streamed(1))).isTrue();
        assertThat(streamed(1).isNewerThan(streamed(1))).isFalse();
        assertThat(streamed(1).isNewerThan(streamed(2))).isFalse();
    }

    @Test
    void positions_are_unsigned() {
        assertThat(streamed(Long.MIN_VALUE).isNewerThan(streamed(Long.MAX_VALUE)))
                .isTrue();
    }

    @Test
    void a_streamed_change_is_newer_than_a_snapshot_also_where_its_transaction_began_before() {
        assertThat(streamed(10).isNewerThan(snapshot(10))).isTrue();
        assertThat(streamed(9).isNewerThan(snapshot(10))).isTrue();
    }

    @Test
    void a_snapshot_is_newer_than_what_was_streamed_or_read_before_it() {
        assertThat(snapshot(10).isNewerThan(streamed(9))).isTrue();
        assertThat(snapshot(10).isNewerThan(streamed(10))).isFalse();
        assertThat(snapshot(10).isNewerThan(snapshot(9))).isTrue();
        assertThat(snapshot(10).isNewerThan(snapshot(10))).isFalse();
    }

    @Test
    void a_hybrid_clock_is_compared_by_nanoseconds_then_by_its_logical_part() {
        assertThat(hlc("1790000000000000002.0000000000").isNewerThan(hlc("1790000000000000001.0000000009")))
                .isTrue();
        assertThat(hlc("1790000000000000001.0000000010").isNewerThan(hlc("1790000000000000001.0000000009")))
                .isTrue();
        assertThat(hlc("1790000000000000001.0000000009").isNewerThan(hlc("1790000000000000001.0000000009")))
                .isFalse();
        assertThat(hlc("1790000000000000001.0000000009").isNewerThan(hlc("1790000000000000001.0000000010")))
                .isFalse();
    }

    @Test
    void a_hybrid_clock_is_read_exactly() {
        assertThat(hlc("1790000000000000001.2147483647")).isEqualTo(new Hlc(1_790_000_000_000_000_001L, 2_147_483_647));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1790000000000000001.", "-1.0000000000", "1.00000000000", "1.9999999999"})
    void what_is_no_hybrid_time_is_refused(String text) {
        assertThatThrownBy(() -> Hlc.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_comes_from_another_database_replaces_what_the_first_one_left() {
        assertThat(streamed(1).isNewerThan(hlc("1790000000000000001.0000000000")))
                .isTrue();
        assertThat(hlc("1.0000000000").isNewerThan(streamed(1))).isTrue();
    }

    private static Version streamed(long position) {
        return new Lsn(position, false);
    }

    private static Version snapshot(long position) {
        return new Lsn(position, true);
    }

    private static Version hlc(String text) {
        return Hlc.of(text);
    }
}
