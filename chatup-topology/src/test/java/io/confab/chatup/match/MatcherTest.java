package io.confab.chatup.match;

import static io.confab.chatup.match.Crowd.after;
import static io.confab.chatup.match.Crowd.crowd;
import static io.confab.chatup.match.Crowd.picky;
import static io.confab.chatup.match.Crowd.ticket;
import static io.confab.chatup.match.Crowd.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.ticket.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patience is 10 seconds, the longest wait 60; a score of 0.5 is enough when neither has waited. */
class MatcherTest {
    private static final Ticket ANN = ticket(1, 0, "chess", "jazz", "tea");

    private final Matcher matcher = matcher();

    @Test
    void who_asks_for_the_same_meets_at_once() {
        given(ANN, ticket(2, 1, "chess", "jazz", "tea"));

        assertThat(matcher.round(after(1)).matches())
                .containsExactly(new Match(ANN, ticket(2, 1, "chess", "jazz", "tea"), 1));
        assertThat(matcher.size()).isZero();
    }

    @Test
    void the_less_two_suit_the_longer_they_wait_for_a_better_one() {
        given(ANN, ticket(2, 1, "zen", "go", "tea"));

        assertThat(who(matcher.round(after(1)))).isEmpty();
        assertThat(who(matcher.round(after(5)))).isEmpty();
        assertThat(who(matcher.round(after(7)))).containsExactly("1+2");
    }

    @Test
    void when_the_patience_is_over_one_tag_in_common_is_enough() {
        given(ticket(1, 0, "a", "b", "c", "d", "e", "f", "g"), ticket(2, 8, "g", "h", "i", "j", "k", "l", "m"));

        assertThat(who(matcher.round(after(8)))).isEmpty();
        assertThat(who(matcher.round(after(10)))).containsExactly("1+2");
    }

    @Test
    void what_others_could_hope_for_is_weighed() {
        // 1 and 2 suit best, but then 3 and 4 have nobody
        given(ticket(1, 0, "a", "b", "c", "x", "y"), ticket(2, 0, "a", "b", "c", "v", "w"));
        given(ticket(3, 1, "x", "y", "k", "l"), ticket(4, 1, "v", "w", "m", "n"));

        assertThat(who(matcher.round(after(10)))).containsExactlyInAnyOrder("1+3", "2+4");
    }

    @Test
    void who_was_set_aside_for_one_that_left_gets_another() {
        given(ANN, ticket(2, 0, "tea", "zen"), ticket(3, 0, "jazz", "go", "sea", "sun"));
        matcher.remove(ticket(2, 0).ticketId());
        matcher.remove(ticket(2, 0).ticketId());

        assertThat(who(matcher.round(after(10)))).containsExactly("1+3");
    }

    @Test
    void who_avoids_someone_does_not_meet_them_and_need_not_say_so_twice() {
        given(ANN.avoiding(user(2)), ticket(2, 0, "chess", "jazz", "tea"));

        var outcome = matcher.round(after(60));

        assertThat(outcome.matches()).isEmpty();
        assertThat(outcome.expired()).hasSize(2);
    }

    @Test
    void a_block_that_comes_later_holds_when_the_ticket_is_added_again() {
        given(ANN, ticket(2, 0, "tea", "zen"));
        matcher.remove(ANN.ticketId());
        matcher.add(ANN.avoiding(user(2)));

        assertThat(who(matcher.round(after(10)))).isEmpty();
    }

    @Test
    void at_the_end_anyone_is_better_than_no_one_for_those_who_said_so() {
        given(ticket(1, 0, "tea"), picky(ticket(2, 0, "zen")), ticket(3, 30, "go"));

        assertThat(matcher.round(after(59)).expired()).isEmpty();
        var outcome = matcher.round(after(60));

        assertThat(who(outcome)).containsExactly("1+3");
        assertThat(outcome.expired()).containsExactly(picky(ticket(2, 0, "zen")));
        assertThat(matcher.size()).isZero();
    }

    @Test
    void anyone_may_be_one_who_was_set_aside_for_another_who_then_waits_on() {
        given(ticket(1, 0), ticket(2, 58, "tea", "a"), ticket(3, 58, "tea", "b", "c", "d"));

        assertThat(who(matcher.round(after(60)))).containsExactly("1+2");
        assertThat(matcher.size()).isEqualTo(1);
        assertThat(who(matcher.round(after(100)))).isEmpty();
    }

    @Test
    void a_ticket_that_waits_already_is_not_added_twice() {
        given(ANN, ANN);

        assertThat(matcher.size()).isEqualTo(1);
        assertThat(matcher.round(after(60)).expired()).containsExactly(ANN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyone_has_one_outcome_within_the_longest_wait_and_the_same_each_time(long seed) {
        var crowd = crowd(500, seed);

        var outcomes = run(crowd);

        var seen = new HashSet<Ticket>();
        outcomes.forEach(outcome -> {
            outcome.expired().forEach(ticket -> assertThat(seen.add(ticket)).isTrue());
            outcome.matches().forEach(match -> {
                assertThat(seen.add(match.older())).isTrue();
                assertThat(seen.add(match.younger())).isTrue();
            });
        });
        assertThat(seen).containsExactlyInAnyOrderElementsOf(crowd);
        assertThat(run(crowd)).isEqualTo(outcomes);
    }

    /** A round a second until 60 seconds after the last has come. */
    private static List<Outcome> run(List<Ticket> crowd) {
        var matcher = matcher();
        var outcomes = new ArrayList<Outcome>();
        int next = 0;
        for (int second = 1; second <= crowd.size() / 10 + 60; second++) {
            while (next < crowd.size() && crowd.get(next).since().isBefore(after(second))) {
                matcher.add(crowd.get(next++));
            }
            var at = after(second);
            var outcome = matcher.round(at);
            Consumer<Ticket> inTime = ticket ->
                    assertThat(Duration.between(ticket.since(), at)).isLessThanOrEqualTo(Duration.ofSeconds(61));
            outcome.matches().forEach(match -> inTime.accept(match.older()));
            outcome.expired().forEach(inTime);
            outcomes.add(outcome);
        }
        assertThat(matcher.size()).isZero();
        return outcomes;
    }

    private void given(Ticket... tickets) {
        for (var ticket : tickets) {
            matcher.add(ticket);
        }
    }

    private static List<String> who(Outcome outcome) {
        return outcome.matches().stream()
                .map(match -> match.older().ticketId().value().getLeastSignificantBits()
                        + "+"
                        + match.younger().ticketId().value().getLeastSignificantBits())
                .toList();
    }

    private static Matcher matcher() {
        var settings = MatcherSettings.of(Duration.ofSeconds(10), Duration.ofSeconds(60));
        return new Matcher(settings, new TagScorer(0.5), new TagFrequencies(1_000));
    }
}
