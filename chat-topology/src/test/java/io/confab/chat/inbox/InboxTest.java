package io.confab.chat.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final InboxLimits LIMITS = new InboxLimits(3, WEEK, 2, 3, 4);
    private static final Inbox EMPTY = Inbox.begin(new Epoch("e"));

    @Test
    void it_grows_at_its_end_and_shrinks_at_its_front() {
        var later = START.plusSeconds(1);
        var two = EMPTY.plus(START).plus(later);
        assertThat(two).isEqualTo(new Inbox(new Epoch("e"), new Cursor(2), new Cursor(1), Optional.of(START)));
        assertThat(two.size()).isEqualTo(2);
        assertThat(two.withoutOldest(later))
                .isEqualTo(new Inbox(new Epoch("e"), new Cursor(2), new Cursor(2), Optional.of(later)));
    }

    @Test
    void an_empty_one_ends_before_it_begins() {
        assertThat(EMPTY.size()).isZero();
        assertThat(EMPTY.exceeds(LIMITS, START.plus(Duration.ofDays(365)))).isFalse();
    }

    @Test
    void it_exceeds_by_number() {
        var three = EMPTY.plus(START).plus(START).plus(START);
        assertThat(three.exceeds(LIMITS, START)).isFalse();
        assertThat(three.plus(START).exceeds(LIMITS, START)).isTrue();
    }

    @Test
    void it_exceeds_by_age() {
        var two = EMPTY.plus(START).plus(START);
        assertThat(two.exceeds(LIMITS, START.plus(WEEK))).isFalse();
        assertThat(two.exceeds(LIMITS, START.plus(WEEK).plusMillis(1))).isTrue();
    }

    @Test
    void its_newest_entry_stays() {
        assertThat(EMPTY.plus(START).exceeds(LIMITS, START.plus(Duration.ofDays(365))))
                .isFalse();
    }

    @Test
    void it_has_no_hole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inbox(new Epoch("e"), new Cursor(2), new Cursor(4), Optional.empty()));
    }
}
