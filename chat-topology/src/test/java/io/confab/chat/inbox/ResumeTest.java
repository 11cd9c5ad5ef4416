package io.confab.chat.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.inbox.Resume.Live;
import io.confab.chat.inbox.Resume.Replay;
import io.confab.chat.inbox.Resume.Resync;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final Epoch EPOCH = new Epoch("this");
    private static final Epoch OTHER = new Epoch("other");

    /** Entries 5 to 9 are kept, 1 to 4 are gone. */
    private static final Inbox INBOX =
            new Inbox(EPOCH, new Cursor(9), new Cursor(5), Optional.of(Instant.parse("2030-01-01T00:00:00Z")));

    private static final Resync RESYNC = new Resync(EPOCH, new Cursor(9));

    @Test
    void without_a_cursor_only_what_comes_from_now_on() {
        assertThat(Resume.of(INBOX, Optional.empty(), Optional.empty())).isEqualTo(new Live(new Cursor(9)));
        assertThat(Resume.of(INBOX, Optional.empty(), Optional.of(OTHER))).isEqualTo(new Live(new Cursor(9)));
    }

    @Test
    void from_a_cursor_that_is_kept_all_that_came_after_it() {
        assertThat(from(7)).isEqualTo(new Replay(new Cursor(7), new Cursor(9)));
    }

    @Test
    void from_the_last_cursor_nothing_is_missing() {
        assertThat(from(9)).isEqualTo(new Replay(new Cursor(9), new Cursor(9)));
    }

    @Test
    void from_just_before_the_oldest_entry_everything_is_there() {
        assertThat(from(4)).isEqualTo(new Replay(new Cursor(4), new Cursor(9)));
    }

    @Test
    void from_before_that_an_entry_is_gone_so_nothing_is_replayed() {
        assertThat(from(3)).isEqualTo(RESYNC);
        assertThat(from(0)).isEqualTo(RESYNC);
    }

    @Test
    void a_cursor_that_is_ahead_belongs_to_something_else() {
        assertThat(from(10)).isEqualTo(RESYNC);
        assertThat(from(Long.MAX_VALUE - 1)).isEqualTo(RESYNC);
        assertThat(from(Long.MAX_VALUE)).isEqualTo(RESYNC);
    }

    @Test
    void a_cursor_of_another_or_an_unnamed_epoch_means_nothing_here() {
        assertThat(Resume.of(INBOX, Optional.of(new Cursor(7)), Optional.of(OTHER)))
                .isEqualTo(RESYNC);
        assertThat(Resume.of(INBOX, Optional.of(new Cursor(7)), Optional.empty()))
                .isEqualTo(RESYNC);
    }

    @Test
    void an_empty_inbox_is_resumed_from_its_start() {
        assertThat(Resume.of(Inbox.begin(EPOCH), Optional.of(Cursor.START), Optional.of(EPOCH)))
                .isEqualTo(new Replay(Cursor.START, Cursor.START));
    }

    private static Resume from(long since) {
        return Resume.of(INBOX, Optional.of(new Cursor(since)), Optional.of(EPOCH));
    }
}
