package io.confab.chatup.pool;

import static io.confab.chatup.ticket.Tickets.ticket;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static io.confab.testkit.User.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.ticket.Ticket;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final Pool pool = new Pool();

    @Test
    void who_waits_longest_comes_first_whoever_was_put_first() {
        var ben = put(ticket(BEN, 2));
        var ann = put(ticket(ANN, 1));

        assertThat(pool.byAge()).containsExactly(ann, ben);
    }

    @Test
    void what_was_removed_is_found_nowhere() {
        var ann = put(ticket(ANN, 0, "jazz"));
        var ben = put(ticket(BEN, 1, "jazz"));

        pool.remove(ben.ticketId());
        pool.remove(ben.ticketId());

        assertThat(pool.find(ben.ticketId())).isEmpty();
        assertThat(pool.byAge()).containsExactly(ann);
        assertThat(pool.likeliest(ann, 10, other -> true)).isEmpty();
        pool.remove(ann.ticketId());
        assertThat(pool.isEmpty()).isTrue();
    }

    @Test
    void a_changed_ticket_takes_the_place_of_the_old_one() {
        var ann = put(ticket(ANN, 0, "jazz"));
        var ben = put(ticket(BEN, 1, "jazz"));
        var changed = put(ben.avoiding(CLEO.id()));

        assertThat(pool.size()).isEqualTo(2);
        assertThat(pool.find(ben.ticketId())).contains(changed);
        assertThat(pool.likeliest(ann, 10, other -> true)).containsExactly(changed);
    }

    @Test
    void a_tag_weighs_more_the_fewer_have_it() {
        put(ticket(ANN, 0, "music", "theremin"));
        put(ticket(BEN, 0, "music"));
        put(ticket(CLEO, 0, "music"));

        assertThat(pool.weight("theremin")).isGreaterThan(pool.weight("music"));
        assertThat(pool.weight("music")).isPositive();
    }

    @Test
    void the_likeliest_share_the_rarest_tag_and_of_these_the_oldest_come_first() {
        var ann = put(ticket(ANN, 0, "music", "theremin"));
        var first = put(ticket(number(4), 1, "music"));
        var second = put(ticket(number(5), 2, "music"));
        var rare = put(ticket(number(6), 3, "music", "theremin"));
        put(ticket(number(7), 4, "chess"));

        assertThat(pool.likeliest(ann, 10, other -> true)).containsExactly(rare, first, second);
        assertThat(pool.likeliest(ann, 2, other -> true)).containsExactly(rare, first);
        assertThat(pool.likeliest(ann, 2, other -> !other.equals(rare))).containsExactly(first, second);
        assertThat(pool.likeliest(ann, 10, other -> false)).isEmpty();
    }

    private Ticket put(Ticket ticket) {
        pool.put(ticket);
        return ticket;
    }
}
