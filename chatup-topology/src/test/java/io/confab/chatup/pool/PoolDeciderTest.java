package io.confab.chatup.pool;

import static io.confab.chatup.ticket.Tickets.after;
import static io.confab.chatup.ticket.Tickets.commandId;
import static io.confab.chatup.ticket.Tickets.inWords;
import static io.confab.chatup.ticket.Tickets.ticket;
import static io.confab.testkit.ChatupCommands.POOL;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput.Answer;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Peer;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.Uuids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PoolDeciderTest {
    private static final CommandId CANCEL = commandId("cancel");
    private static final Cell PART = new Cell(POOL, 2);

    private final Pool pool = new Pool(new Cell(POOL, 0));
    private final Pool part = new Pool(PART);
    private final PoolDecider decider = new PoolDecider();

    @Test
    void who_enters_learns_how_many_wait_and_how_long_it_takes_these_days() {
        waits(ticket(BEN, 0, "chess"));
        pool.become(new PoolStatus(true, OptionalLong.of(4_200)));
        var ann = ticket(ANN, 1, "jazz");

        var waiting = new Waiting(after(1), Optional.of(ann.commandId()), ann.ticketId(), 2, OptionalLong.of(4_200));
        assertThat(decide(new PoolInput.Enter(ann), 1))
                .isEqualTo(PoolDecision.waits(ann, told(ann, waiting), pool.status()));
    }

    @Test
    void a_part_that_keeps_nobody_sends_newcomers_on_to_the_pool() {
        var ann = ticket(ANN, 1, "jazz").in(PART);

        assertThat(decider.decide(part, new PoolInput.Enter(ann), after(1)))
                .isEqualTo(PoolDecision.goesOn(new PoolInput.Enter(ticket(ANN, 1, "jazz")), PoolStatus.NEW));
    }

    @Test
    void a_part_that_keeps_them_lets_them_wait() {
        part.become(new PoolStatus(true, OptionalLong.empty()));
        var ann = ticket(ANN, 1, "jazz").in(PART);

        var decision = decider.decide(part, new PoolInput.Enter(ann), after(1));

        assertThat(decision.waiting()).containsExactly(ann);
        assertThat(decision.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.event()).isInstanceOf(Waiting.class));
    }

    @Test
    void who_comes_from_another_cell_waits_on_and_hears_nothing_new() {
        var ann = ticket(ANN, 0, "jazz");

        assertThat(decide(new PoolInput.Move(ann), 9)).isEqualTo(PoolDecision.waits(ann, List.of(), pool.status()));
    }

    @Test
    void a_ticket_that_waits_can_be_taken_back() {
        var ann = waits(ticket(ANN, 0, "jazz"));

        var decision = decide(withdraw(ann), 1);

        assertThat(decision.gone()).containsExactly(ann.ticketId());
        assertThat(decision.answers())
                .isEqualTo(told(ann, new Cancelled(after(1), Optional.of(CANCEL), ann.ticketId(), Reason.USER)));
    }

    @Test
    void a_ticket_that_has_its_outcome_can_not() {
        var ann = ticket(ANN, 0, "jazz");

        var decision = decide(withdraw(ann), 1);

        assertThat(decision.gone()).isEmpty();
        assertThat(decision.answers())
                .isEqualTo(told(
                        ann,
                        new CommandRejected(
                                after(1),
                                Optional.of(CANCEL),
                                RejectionCode.NOT_WAITING,
                                "the ticket has its outcome already")));
    }

    @Test
    void of_a_ticket_that_is_taken_away_after_its_outcome_nobody_hears() {
        var ann = ticket(ANN, 0, "jazz");

        assertThat(decide(
                        new PoolInput.Withdraw(POOL, ann.ticketId(), ANN.id(), Optional.empty(), Reason.SUSPENDED), 1))
                .isEqualTo(PoolDecision.nothing(pool.status()));
    }

    @Test
    void what_bears_on_a_ticket_that_went_on_follows_it() {
        var ann = ticket(ANN, 0, "jazz").in(PART);
        var inPool = ann.in(new Cell(POOL, 0));

        assertThat(onward(new PoolInput.Avoid(PART.toString(), ann.ticketId(), BEN.id())))
                .isEqualTo(new PoolInput.Avoid(POOL, ann.ticketId(), BEN.id()));
        assertThat(onward(new PoolInput.Presence(PART.toString(), ann.ticketId(), false)))
                .isEqualTo(new PoolInput.Presence(POOL, ann.ticketId(), false));
        assertThat(onward(withdraw(ann))).isEqualTo(withdraw(inPool));
    }

    @Test
    void whom_a_waiting_ticket_must_not_meet_any_more_it_avoids() {
        var ann = waits(ticket(ANN, 0, "jazz"));
        var gone = ticket(BEN, 0, "jazz");

        assertThat(decide(new PoolInput.Avoid(POOL, ann.ticketId(), CLEO.id()), 1))
                .isEqualTo(PoolDecision.waits(ann.avoiding(CLEO.id()), List.of(), pool.status()));
        assertThat(decide(new PoolInput.Avoid(POOL, gone.ticketId(), CLEO.id()), 1))
                .isEqualTo(PoolDecision.nothing(pool.status()));
    }

    @Test
    void who_has_gone_away_is_away_since_the_first_time_that_was_said_until_back() {
        var ann = waits(ticket(ANN, 0, "jazz"));
        var away = ann.away(Optional.of(after(3)));

        assertThat(decide(presence(ann, false), 3).waiting()).containsExactly(away);
        pool.put(away);
        assertThat(decide(presence(ann, false), 5)).isEqualTo(PoolDecision.nothing(pool.status()));
        assertThat(decide(presence(ann, true), 6).waiting()).containsExactly(ann);
    }

    @Test
    void a_match_takes_both_tickets_tells_both_and_makes_their_conversation() {
        var ann = waits(ticket(ANN, 0, "chess", "jazz"));
        var ben = waits(ticket(BEN, 1, "jazz", "chess"));

        var decision = decide(meet(ann, ben, 1), 2);

        var matchId = new MatchId(
                Uuids.derived("match", ann.ticketId().toString(), ben.ticketId().toString()));
        var conversationId = ConversationId.direct(ANN.id(), BEN.id());
        var tags = List.of("chess", "jazz");
        assertThat(decision.waiting()).isEmpty();
        assertThat(decision.gone()).containsExactly(ann.ticketId(), ben.ticketId());
        assertThat(decision.answers())
                .containsExactly(
                        new Answer(
                                ANN.id(),
                                new Matched(
                                        after(2),
                                        Optional.empty(),
                                        ann.ticketId(),
                                        matchId,
                                        conversationId,
                                        new Peer(BEN.id(), "Ben"),
                                        tags,
                                        1)),
                        new Answer(
                                BEN.id(),
                                new Matched(
                                        after(2),
                                        Optional.empty(),
                                        ben.ticketId(),
                                        matchId,
                                        conversationId,
                                        new Peer(ANN.id(), "Ann"),
                                        tags,
                                        1)));
        assertThat(decision.conversations())
                .containsExactly(new CreateConversation(
                        CommandId.derived("create_conversation", ANN.id(), matchId.toString()),
                        conversationId,
                        Optional.empty(),
                        Optional.of(matchId),
                        Kind.DIRECT,
                        Optional.empty(),
                        History.JOINED,
                        ANN.profile(),
                        List.of(BEN.profile()),
                        List.of()));
    }

    @Test
    void each_hears_of_shared_interests_in_own_words() {
        var ann = waits(inWords(ticket(ANN, 0, "movy"), Map.of("movy", "movies")));
        var ben = waits(inWords(ticket(BEN, 1, "movy"), Map.of("movy", "Movie")));

        assertThat(decide(meet(ann, ben, 1), 2).answers())
                .extracting(answer -> ((Matched) answer.event()).sharedTags())
                .containsExactly(List.of("movies"), List.of("Movie"));
    }

    @Test
    void two_do_not_meet_if_one_has_gone_or_does_not_want_to_by_then() {
        var ann = waits(ticket(ANN, 0, "jazz"));
        var ben = ticket(BEN, 1, "jazz");
        var cleo = waits(ticket(CLEO, 1, "jazz").avoiding(ANN.id()));

        assertThat(decide(meet(ann, ben, 1), 2)).isEqualTo(nothing());
        assertThat(decide(meet(ann, cleo, 1), 2)).isEqualTo(nothing());
        assertThat(decide(meet(cleo, ann, 1), 2)).isEqualTo(nothing());
        assertThat(decide(meet(ann, ann, 1), 2)).isEqualTo(nothing());
    }

    @Test
    void of_what_is_proposed_for_one_ticket_the_first_holds() {
        var ann = waits(ticket(ANN, 0, "jazz"));
        var ben = waits(ticket(BEN, 1, "jazz"));
        var cleo = waits(ticket(CLEO, 1, "jazz"));
        var round = new PoolInput.Round(
                POOL,
                List.of(proposal(ann, ben, 1), proposal(ben, cleo, 1)),
                List.of(ann.ticketId()),
                List.of(),
                List.of(),
                true,
                OptionalLong.empty());

        var decision = decide(round, 2);

        assertThat(decision.gone()).containsExactly(ann.ticketId(), ben.ticketId());
        assertThat(decision.answers()).hasSize(2);
        assertThat(decision.conversations()).hasSize(1);
    }

    @Test
    void whose_time_is_up_learns_it() {
        var ann = waits(ticket(ANN, 0, "jazz"));

        var decision = decide(round(List.of(ann.ticketId()), List.of(), List.of()), 60);

        assertThat(decision.gone()).containsExactly(ann.ticketId());
        assertThat(decision.answers()).isEqualTo(told(ann, new Expired(after(60), Optional.empty(), ann.ticketId())));
    }

    @Test
    void who_was_away_too_long_is_gone_but_not_who_came_back() {
        var ann = waits(ticket(ANN, 0, "jazz").away(Optional.of(after(1))));
        var ben = waits(ticket(BEN, 0, "jazz"));

        var decision = decide(round(List.of(), List.of(ann.ticketId(), ben.ticketId()), List.of()), 16);

        assertThat(decision.gone()).containsExactly(ann.ticketId());
        assertThat(decision.answers())
                .isEqualTo(told(ann, new Cancelled(after(16), Optional.empty(), ann.ticketId(), Reason.GONE)));
    }

    @Test
    void who_finds_nobody_in_a_part_goes_on_to_the_pool() {
        var ann = ticket(ANN, 0, "jazz").in(PART);
        part.put(ann);

        var decision = decider.decide(part, round(List.of(), List.of(), List.of(ann.ticketId())), after(10));

        assertThat(decision.gone()).containsExactly(ann.ticketId());
        assertThat(decision.answers()).isEmpty();
        assertThat(decision.onward()).containsExactly(new PoolInput.Move(ticket(ANN, 0, "jazz")));
    }

    @Test
    void from_a_pool_without_a_parent_nobody_goes_on() {
        var ann = waits(ticket(ANN, 0, "jazz"));

        assertThat(decide(round(List.of(), List.of(), List.of(ann.ticketId())), 10))
                .isEqualTo(nothing());
    }

    private Ticket waits(Ticket ticket) {
        pool.put(ticket);
        return ticket;
    }

    private PoolDecision decide(PoolInput input, double seconds) {
        return decider.decide(pool, input, after(seconds));
    }

    private static List<Answer> told(Ticket ticket, UserEvent event) {
        return List.of(new Answer(ticket.userId(), event));
    }

    private static PoolInput withdraw(Ticket ticket) {
        return new PoolInput.Withdraw(
                ticket.pool(), ticket.ticketId(), ticket.userId(), Optional.of(CANCEL), Reason.USER);
    }

    private static PoolInput presence(Ticket ticket, boolean present) {
        return new PoolInput.Presence(POOL, ticket.ticketId(), present);
    }

    private PoolInput onward(PoolInput input) {
        return decider.decide(part, input, after(1)).onward().get(0);
    }

    private static PoolDecision nothing() {
        return PoolDecision.nothing(new PoolStatus(true, OptionalLong.empty()));
    }

    private static PoolInput.Round meet(Ticket older, Ticket younger, double score) {
        return new PoolInput.Round(
                POOL,
                List.of(proposal(older, younger, score)),
                List.of(),
                List.of(),
                List.of(),
                true,
                OptionalLong.empty());
    }

    private static PoolInput.Round round(List<TicketId> expired, List<TicketId> gone, List<TicketId> moved) {
        return new PoolInput.Round(POOL, List.of(), expired, gone, moved, true, OptionalLong.empty());
    }

    private static PoolInput.Proposal proposal(Ticket older, Ticket younger, double score) {
        return new PoolInput.Proposal(older.ticketId(), younger.ticketId(), score);
    }
}
