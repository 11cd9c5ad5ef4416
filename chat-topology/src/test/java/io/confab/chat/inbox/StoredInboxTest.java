package io.confab.chat.inbox;

import static io.confab.testkit.User.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.inbox.Cursor;
import io.confab.testkit.Golden;
import io.confab.testkit.GoldenSchema;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the stores outlives the code that wrote it. */
class StoredInboxTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Inbox.class,
                Sessions.class,
                Unread.class,
                Block.class,
                Presence.class,
                Lease.class,
                Seeking.class
            })
    void the_next_version_can_read_it(Class<?> type) {
        GoldenSchema.check(Golden.inModule("src/test/resources/golden/inbox/" + type.getSimpleName() + ".json"), type);
    }

    @Test
    void keys_read_what_they_write() {
        var entry = ANN.id() + ":0000000000000000041";
        assertThat(EntryKey.of(entry)).hasToString(entry);
        var watcher = ANN.id() + ":" + ANN.id();
        assertThat(WatcherKey.of(watcher)).hasToString(watcher);
        var unread = ANN.id() + ":" + ANN.id();
        assertThat(UnreadKey.of(unread)).hasToString(unread);
    }

    @Test
    void entries_sort_by_cursor_as_text() {
        var inOrder = Stream.of(1L, 9L, 10L, 99L, 100L, 1L << 40, Long.MAX_VALUE)
                .map(cursor -> new EntryKey(ANN.id(), new Cursor(cursor)).toString())
                .toList();
        assertThat(inOrder.stream().sorted().toList()).isEqualTo(inOrder);
    }
}
