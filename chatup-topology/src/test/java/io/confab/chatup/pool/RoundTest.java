package io.confab.chatup.pool;

import static io.confab.chatup.ticket.Tickets.after;
import static io.confab.chatup.ticket.Tickets.picky;
import static io.confab.chatup.ticket.Tickets.ticket;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static io.confab.testkit.User.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTest {
    private static final MatchPolicy POLICY =
            new MatchPolicy(new Bar(0.5, Duration.ofSeconds(10)), Duration.ofSeconds(60), 64);
    private static final Round NOTHING = new Round(List.of(), List.of());

    @Test
    void two_with_equal_tags_meet_at_once() {
        var ann = ticket(ANN, 0, "chess", "jazz");
        var ben = ticket(BEN, 0.1, "jazz", "chess");

        assertThat(round(0.2, ann, ben)).isEqualTo(pairs(new Pair(ann, ben, 1)));
    }

    @Test
    void the_older_of_a_pair_is_the_one_that_waits_longer() {
        var ben = ticket(BEN, 0, "jazz");
        var ann = ticket(ANN, 1, "jazz");

        assertThat(round(2, ann, ben)).isEqualTo(pairs(new Pair(ben, ann, 1)));
    }

    @Test
    void who_is_little_alike_waits_until_the_bar_has_sunk_that_far() {
        var ann = ticket(ANN, 0, "chess", "jazz", "tea");
        var ben = ticket(BEN, 0, "jazz", "rowing", "zen");

        assertThat(round(1, ann, ben)).isEqualTo(NOTHING);
        assertThat(round(10, ann, ben).pairs()).hasSize(1);
    }

    @Test
    void the_bar_is_that_of_the_older_one() {
        var ann = ticket(ANN, 0, "chess", "jazz", "tea");
        var ben = ticket(BEN, 9.9, "jazz", "rowing", "zen");

        assertThat(round(10, ann, ben).pairs()).hasSize(1);
    }

    @Test
    void the_likest_pair_is_made_first() {
        var ann = ticket(ANN, 0, "chess", "jazz");
        var ben = ticket(BEN, 0, "chess", "rowing");
        var cleo = ticket(CLEO, 0, "chess", "jazz");

        var round = round(10, ann, ben, cleo);

        assertThat(round.expired()).isEmpty();
        assertThat(round.pairs()).singleElement().satisfies(pair -> {
            assertThat(List.of(pair.older(), pair.younger())).containsExactlyInAnyOrder(ann, cleo);
            assertThat(pair.sharedTags()).containsExactly("chess", "jazz");
        });
    }

    @Test
    void nobody_meets_who_is_avoided_by_either_side() {
        var ann = ticket(ANN, 0, "jazz");
        var ben = ticket(BEN, 1, "jazz").avoiding(ANN.id());

        assertThat(round(59, ann, ben)).isEqualTo(NOTHING);
        assertThat(round(61, ann, ben)).isEqualTo(new Round(List.of(), List.of(ann, ben)));
    }

    @Test
    void nobody_meets_themselves() {
        var first = ticket(ANN, 0, "jazz");
        var second = new Ticket(
                ticket(BEN, 0).ticketId(),
                first.commandId(),
                first.seeker(),
                first.tags(),
                first.pool(),
                true,
                first.since(),
                List.of());

        assertThat(round(61, first, second).pairs()).isEmpty();
    }

    @Test
    void without_a_tag_in_common_two_meet_when_the_longest_wait_of_one_is_over() {
        var ann = ticket(ANN, 0, "chess");
        var ben = ticket(BEN, 30);

        assertThat(round(59.9, ann, ben)).isEqualTo(NOTHING);
        assertThat(round(60, ann, ben)).isEqualTo(pairs(new Pair(ann, ben, 0)));
    }

    @Test
    void anyone_is_who_waits_longest_of_those_who_agreed() {
        var ann = ticket(ANN, 0, "chess");
        var ben = picky(ticket(BEN, 1, "jazz"));
        var cleo = ticket(CLEO, 2, "tea");
        var dora = ticket(number(4), 3, "zen");

        assertThat(round(60, ann, ben, cleo, dora)).isEqualTo(pairs(new Pair(ann, cleo, 0)));
    }

    @Test
    void a_ticket_expires_where_no_one_else_agreed_to_anyone() {
        var ann = ticket(ANN, 0, "chess");
        var ben = picky(ticket(BEN, 1, "jazz"));

        assertThat(round(60, ann, ben)).isEqualTo(new Round(List.of(), List.of(ann)));
    }

    @Test
    void who_wants_no_one_rather_than_anyone_expires() {
        var ann = picky(ticket(ANN, 0, "chess"));
        var ben = ticket(BEN, 1, "jazz");

        assertThat(round(60, ann, ben)).isEqualTo(new Round(List.of(), List.of(ann)));
        assertThat(round(60, ann)).isEqualTo(new Round(List.of(), List.of(ann)));
    }

    @Test
    void a_ticket_from_a_clock_ahead_has_waited_no_time() {
        var ann = ticket(ANN, 5, "chess", "jazz");
        var ben = ticket(BEN, 5, "chess", "tea");

        assertThat(round(0, ann, ben)).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_round_keeps_its_promises(int seed) {
        var tickets = crowd(new Random(seed));
        var at = after(62);

        var round = Round.of(pool(tickets), POLICY, at);

        var settled = Stream.concat(
                        round.pairs().stream().flatMap(pair -> Stream.of(pair.older(), pair.younger())),
                        round.expired().stream())
                .toList();
        assertThat(settled).as("one outcome for a ticket").doesNotHaveDuplicates();
        assertThat(settled)
                .as("nobody waits longer than the longest wait")
                .containsAll(
                        tickets.stream().filter(ticket -> isDue(ticket, at)).toList());
        assertThat(round.expired()).allMatch(ticket -> isDue(ticket, at));
        assertThat(round.pairs()).allSatisfy(pair -> {
            assertThat(Pair.mayMeet(pair.older(), pair.younger())).isTrue();
            assertThat(pair.score()).isBetween(0.0, 1.0);
            assertThat(pair.sharedTags().isEmpty()).isEqualTo(pair.score() == 0);
            if (pair.score() == 0) {
                assertThat(pair.older().anyone() && pair.younger().anyone()).isTrue();
                assertThat(isDue(pair.older(), at)).isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_tickets_give_the_same_round_in_whatever_order_they_came(int seed) {
        var tickets = crowd(new Random(seed));
        var round = Round.of(pool(tickets), POLICY, after(62));

        Collections.shuffle(tickets, new Random(seed + 1L));

        assertThat(Round.of(pool(tickets), POLICY, after(62))).isEqualTo(round);
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    /** Up to 40 people with up to 4 of 12 tags, some more common than others; some avoid others, some want no one but friends. */
    private static List<Ticket> crowd(Random random) {
        var people =
                IntStream.range(0, random.nextInt(41)).mapToObj(i -> number(i)).toList();
        var tickets = new ArrayList<Ticket>();
        for (var who : people) {
            var tags = random.ints(random.nextInt(5), 0, 144)
                    .mapToObj(square -> "tag" + (int) Math.sqrt(square))
                    .toArray(String[]::new);
            var ticket = ticket(who, random.nextInt(62), tags);
            for (int n = random.nextInt(4); n > 0; n--) {
                ticket = ticket.avoiding(
                        people.get(random.nextInt(people.size())).id());
            }
            tickets.add(random.nextInt(3) == 0 ? picky(ticket) : ticket);
        }
        return tickets;
    }

    private static boolean isDue(Ticket ticket, Instant at) {
        return Duration.between(ticket.since(), at).compareTo(POLICY.longestWait()) >= 0;
    }

    private static Round round(double seconds, Ticket... tickets) {
        return Round.of(pool(List.of(tickets)), POLICY, after(seconds));
    }

    private static Round pairs(Pair... pairs) {
        return new Round(List.of(pairs), List.of());
    }

    private static Pool pool(List<Ticket> tickets) {
        var pool = new Pool();
        tickets.forEach(pool::put);
        return pool;
    }
}
