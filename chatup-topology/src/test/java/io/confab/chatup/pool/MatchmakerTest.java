package io.confab.chatup.pool;

import static io.confab.chatup.ticket.Tickets.after;
import static io.confab.chatup.ticket.Tickets.ticket;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.match.MatcherSettings;
import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.PoolInput.Proposal;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chatup.PoolTrend.TagCount;
import io.confab.testkit.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatchmakerTest {
    private static final PoolPolicy POLICY = new PoolPolicy(
            MatcherSettings.of(Duration.ofSeconds(10), Duration.ofSeconds(60)),
            new TagScorer(0.5),
            1_000,
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            10,
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5));

    private Pool pool = new Pool(new Cell("de/berlin", 0));
    private Matchmaker matchmaker = matchmaker();

    @Test
    void two_alike_are_proposed_at_once() {
        var ann = waits(ticket(ANN, 0, "jazz", "tea"));
        var ben = waits(ticket(BEN, 0.1, "jazz", "tea"));

        assertThat(propose(0.25))
                .singleElement()
                .satisfies(round ->
                        assertThat(round.meet()).containsExactly(new Proposal(ann.ticketId(), ben.ticketId(), 1)));
    }

    @Test
    void nothing_is_proposed_while_nothing_should_happen() {
        waits(ticket(ANN, 0, "jazz"));
        waits(ticket(BEN, 0, "chess"));

        assertThat(propose(1)).isEmpty();
        assertThat(propose(4.9)).isEmpty();
    }

    @Test
    void what_is_proposed_is_left_alone_until_it_is_read() {
        waits(ticket(ANN, 0, "jazz"));
        waits(ticket(BEN, 0, "jazz"));
        propose(1);

        assertThat(propose(2)).isEmpty();
        assertThat(matchmaker.isIdle()).isFalse();
    }

    @Test
    void of_a_void_proposal_who_is_still_there_is_proposed_anew() {
        var ann = waits(ticket(ANN, 0, "jazz"));
        var ben = waits(ticket(BEN, 0, "jazz"));
        var proposal = propose(1).get(0);
        leaves(ben);
        matchmaker.read(proposal, pool);

        var cleo = waits(ticket(CLEO, 1, "jazz"));

        assertThat(propose(2))
                .singleElement()
                .satisfies(round ->
                        assertThat(round.meet()).containsExactly(new Proposal(ann.ticketId(), cleo.ticketId(), 1)));
    }

    @Test
    void a_proposal_that_is_never_read_is_made_again_after_a_while() {
        waits(ticket(ANN, 0, "jazz"));
        waits(ticket(BEN, 0, "jazz"));
        var lost = propose(1);

        assertThat(propose(30)).isEmpty();
        assertThat(propose(31)).isEqualTo(lost);
    }

    @Test
    void whoever_avoids_another_meanwhile_is_not_proposed_to_them() {
        var ann = waits(ticket(ANN, 0, "jazz"));
        waits(ticket(BEN, 0, "jazz"));
        changes(ann.avoiding(BEN.id()));

        assertThat(propose(1)).isEmpty();
    }

    @Test
    void who_finds_nobody_goes_on_to_the_parent() {
        var ann = waits(ticket(ANN, 0, "jazz"));

        assertThat(propose(4.9)).isEmpty();
        assertThat(propose(5))
                .singleElement()
                .satisfies(round -> assertThat(round.moved()).containsExactly(ann.ticketId()));
    }

    @Test
    void without_a_parent_one_waits_to_the_end() {
        pool = new Pool(new Cell("de", 0));
        matchmaker = matchmaker();
        var ann = waits(ticket(ANN, 0, "jazz"));

        assertThat(propose(59)).isEmpty();
        assertThat(propose(60))
                .singleElement()
                .satisfies(round -> assertThat(round.expired()).containsExactly(ann.ticketId()));
    }

    @Test
    void who_is_away_is_gone_after_a_while_and_not_who_came_back() {
        pool = new Pool(new Cell("de", 0));
        matchmaker = matchmaker();
        var ann = waits(ticket(ANN, 0, "jazz"));
        var ben = waits(ticket(BEN, 0, "chess"));
        changes(ann.away(Optional.of(after(10))));
        changes(ben.away(Optional.of(after(10))));
        changes(ben);

        assertThat(propose(24.9)).isEmpty();
        assertThat(propose(25))
                .singleElement()
                .satisfies(round -> assertThat(round.gone()).containsExactly(ann.ticketId()));
    }

    @Test
    void time_in_which_no_worker_ran_does_not_count_as_away() {
        pool = new Pool(new Cell("de", 0));
        var ann = ticket(ANN, 0, "jazz").away(Optional.of(after(1)));
        pool.put(ann);
        matchmaker = new Matchmaker(POLICY, new TagFrequencies(1_000), pool, after(30));

        assertThat(propose(44.9)).isEmpty();
        assertThat(propose(45))
                .singleElement()
                .satisfies(round -> assertThat(round.gone()).containsExactly(ann.ticketId()));
    }

    @Test
    void made_anew_it_knows_all_who_wait_after_a_few_looks() {
        pool = new Pool(new Cell("de", 0));
        IntStream.range(0, 2 * Matchmaker.MOST_AT_ONCE)
                .mapToObj(i -> ticket(User.number(i), 0, "tag" + i / 2))
                .forEach(pool::put);
        matchmaker = new Matchmaker(POLICY, new TagFrequencies(1_000), pool, after(1));

        assertThat(meetings(propose(1))).isEqualTo(Matchmaker.MOST_AT_ONCE / 2);
    }

    @Test
    void what_is_much_to_say_comes_in_records_of_bounded_size() {
        pool = new Pool(new Cell("de", 0));
        matchmaker = matchmaker();
        IntStream.range(0, 2 * Matchmaker.MOST_IN_A_ROUND + 4)
                .mapToObj(i -> ticket(User.number(i), 0, "tag" + i / 2))
                .forEach(this::waits);

        var rounds = propose(1);

        assertThat(rounds).hasSize(2);
        assertThat(rounds.get(0).meet()).hasSize(Matchmaker.MOST_IN_A_ROUND);
        assertThat(rounds.get(1).meet()).hasSize(2);
        matchmaker.read(rounds.get(0), pool);
        assertThat(propose(2)).isEmpty();
    }

    @Test
    void a_part_keeps_newcomers_while_many_come_and_sends_all_on_when_few_do() {
        pool = new Pool(new Cell("de", 3));
        matchmaker = matchmaker();
        come(100);
        assertThat(propose(9.9)).isEmpty();
        assertThat(keeps(10)).isTrue();

        come(50);
        assertThat(propose(20)).isEmpty();

        var ann = waits(ticket(ANN, 20, "jazz"));
        come(49);
        assertThat(keeps(30)).isFalse();
        assertThat(pool.find(ann.ticketId())).isEmpty();
    }

    @Test
    void how_long_it_takes_these_days_follows_those_who_met() {
        matchmaker.met(Duration.ofSeconds(1));
        matchmaker.met(Duration.ofSeconds(3));
        waits(ticket(ANN, 0, "jazz"));
        waits(ticket(BEN, 0, "jazz"));

        assertThat(propose(1).get(0).typicalWaitMs()).isEqualTo(OptionalLong.of(1_100));
    }

    @Test
    void it_knows_what_many_wait_for() {
        waits(ticket(ANN, 0, "jazz", "tea"));
        waits(ticket(BEN, 0, "jazz", "chess", "tea"));
        waits(ticket(CLEO, 0, "jazz"));

        assertThat(matchmaker.tags(2, 10)).containsExactly(new TagCount("jazz", 3), new TagCount("tea", 2));
        assertThat(matchmaker.tags(1, 1)).containsExactly(new TagCount("jazz", 3));
    }

    private Matchmaker matchmaker() {
        return new Matchmaker(POLICY, new TagFrequencies(1_000), pool, after(0));
    }

    private Ticket waits(Ticket ticket) {
        pool.put(ticket);
        matchmaker.waits(ticket);
        return ticket;
    }

    private void changes(Ticket ticket) {
        pool.put(ticket);
        matchmaker.changed(ticket);
    }

    private void leaves(Ticket ticket) {
        pool.remove(ticket.ticketId());
        matchmaker.left(ticket.ticketId());
    }

    private void come(int count) {
        for (int i = 0; i < count; i++) {
            matchmaker.came();
        }
    }

    private List<PoolInput.Round> propose(double seconds) {
        return matchmaker.propose(pool, after(seconds));
    }

    /** Proposes, and does what was proposed. */
    private boolean keeps(double seconds) {
        var round = propose(seconds).get(0);
        var decision = new PoolDecider().decide(pool, round, after(seconds));
        decision.gone().forEach(pool::remove);
        pool.become(decision.status());
        matchmaker.read(round, pool);
        return decision.status().keeps();
    }

    private static int meetings(List<PoolInput.Round> rounds) {
        return rounds.stream().mapToInt(round -> round.meet().size()).sum();
    }
}
