package io.confab.chat.inbox;

import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.push.Push.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void a_batch_has_no_more_entries_than_allowed() {
        assertThat(cut(new Batches(entries(7).iterator(), 3, 1_000, entry -> 1)))
                .containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L), List.of(7L));
    }

    @Test
    void a_batch_has_no_more_bytes_than_allowed() {
        assertThat(cut(new Batches(entries(5).iterator(), 100, 10, entry -> 5)))
                .containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
    }

    @Test
    void an_entry_that_is_too_large_goes_alone() {
        assertThat(cut(new Batches(
                        entries(3).iterator(), 100, 10, entry -> entry.cursor().value() == 2 ? 99 : 1)))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void nothing_is_no_batch() {
        var none = new Batches(entries(0).iterator(), 3, 10, entry -> 1);
        assertThat(none.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(none::next);
    }

    private static List<Entry> entries(int count) {
        var event = new BlockApplied(Instant.parse("2030-01-01T00:00:00Z"), Optional.empty(), BEN.id());
        return LongStream.rangeClosed(1, count)
                .mapToObj(cursor -> new Entry(new Cursor(cursor), event))
                .toList();
    }

    private static List<List<Long>> cut(Batches batches) {
        var cut = new ArrayList<List<Long>>();
        batches.forEachRemaining(batch ->
                cut.add(batch.stream().map(entry -> entry.cursor().value()).toList()));
        return cut;
    }
}
