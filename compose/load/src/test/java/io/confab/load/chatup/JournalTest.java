package io.confab.load.chatup;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.load.match.Mix;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is known of tickets while a run lasts: who is free to seek, and how long each waited from when it was due. */
class JournalTest {
    private static final long SALT = 42;
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");
    private static final UUID NOBODY = new UUID(0, 0);

    private final Journal journal = new Journal(3, 0, SALT);
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void a_user_with_a_ticket_is_not_free_until_its_outcome() {
        int ticket = journal.ticket(1, 0);

        var free = new HashSet<Integer>();
        for (int i = 0; i < 100; i++) {
            free.add(journal.freeUser(random));
        }
        assertThat(free).containsExactlyInAnyOrder(0, 2);

        journal.heard(expired(ticket), NOBODY, 1);
        for (int i = 0; i < 100; i++) {
            free.add(journal.freeUser(random));
        }
        assertThat(free).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void nobody_is_free_when_all_have_tickets_and_a_second_one_counts_too() {
        journal.ticket(0, 0);
        journal.ticket(1, 0);
        int first = journal.ticket(2, 0);
        int second = journal.ticket(2, 0);
        assertThat(journal.freeUser(random)).isEqualTo(-1);

        journal.heard(expired(first), NOBODY, 1);
        assertThat(journal.freeUser(random)).isEqualTo(-1);

        journal.refused(second);
        assertThat(journal.freeUser(random)).isEqualTo(2);
        assertThat(journal.standing().pending()).isEqualTo(2);
    }

    @Test
    void times_count_from_when_a_ticket_was_due_and_once() {
        int ticket = journal.ticket(0, TimeUnit.MILLISECONDS.toNanos(100));

        journal.heard(waiting(ticket), NOBODY, TimeUnit.MILLISECONDS.toNanos(150));
        journal.heard(waiting(ticket), NOBODY, TimeUnit.MILLISECONDS.toNanos(900));
        journal.heard(matched(ticket), NOBODY, TimeUnit.MILLISECONDS.toNanos(400));
        journal.heard(expired(ticket), NOBODY, TimeUnit.MILLISECONDS.toNanos(900));

        var times = journal.times();
        assertThat(times.waiting().count()).isEqualTo(1);
        assertThat(times.waiting().percentile(50)).isBetween(49.0, 51.0);
        assertThat(times.outcome().count()).isEqualTo(1);
        assertThat(times.outcome().percentile(50)).isBetween(299.0, 301.0);
        assertThat(journal.standing().matched()).isEqualTo(1);
        assertThat(journal.standing().expired()).isZero();
    }

    @Test
    void a_perfect_pair_that_met_is_told_from_one_that_met_somebody_else() {
        int partner = journal.ticket(0, 0);
        int probe = journal.ticket(1, 0);
        journal.pair(partner, probe);
        int other = journal.ticket(2, 0);
        journal.pair(partner, other);

        journal.heard(matched(probe), new UUID(SALT, Mix.of(0)), 5);
        journal.heard(matched(other), NOBODY, 5);

        assertThat(journal.times().perfect().count()).isEqualTo(1);
        assertThat(journal.standing().perfectLost()).isEqualTo(1);
    }

    @Test
    void tickets_of_another_run_are_passed_over() {
        journal.ticket(0, 0);

        journal.heard(new ChatupEvent.Expired(AT, Optional.empty(), new TicketId(new UUID(7, 0))), NOBODY, 1);
        journal.heard(expired(5), NOBODY, 1);

        assertThat(journal.standing().outcomes()).isZero();
    }

    private ChatupEvent waiting(int ticket) {
        return new ChatupEvent.Waiting(AT, Optional.empty(), new TicketId(journal.id(ticket)), 1, OptionalLong.empty());
    }

    private ChatupEvent expired(int ticket) {
        return new ChatupEvent.Expired(AT, Optional.empty(), new TicketId(journal.id(ticket)));
    }

    private ChatupEvent matched(int ticket) {
        return new ChatupEvent.Matched(
                AT,
                Optional.empty(),
                new TicketId(journal.id(ticket)),
                new MatchId(NOBODY),
                new ConversationId(NOBODY),
                new ChatupEvent.Peer(new UserId(NOBODY), "x"),
                List.of(),
                0.5);
    }
}
