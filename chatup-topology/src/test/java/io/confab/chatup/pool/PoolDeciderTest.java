package io.confab.chatup.pool;

import static io.confab.chatup.ticket.Tickets.after;
import static io.confab.chatup.ticket.Tickets.commandId;
import static io.confab.chatup.ticket.Tickets.ticket;
import static io.confab.testkit.ChatupCommands.POOL;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.confab.schemas.id.Uuids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PoolDeciderTest {
    private static final CommandId CANCEL = commandId("cancel");
    private static final PoolDecision NOTHING = new PoolDecision(List.of(), List.of(), List.of(), List.of());

    private final Pool pool = new Pool();
    private final PoolDecider decider =
            new PoolDecider(new MatchPolicy(new Bar(0.5, Duration.ofSeconds(10)), Duration.ofSeconds(60), 64));

    @Test
    void who_enters_learns_how_many_wait() {
        waits(ticket(BEN, 0, "chess"));
        var ann = ticket(ANN, 1, "jazz");

        var waiting = new Waiting(after(1), Optional.of(ann.commandId()), ann.ticketId(), 2, OptionalLong.empty());
        assertThat(decide(new PoolInput.Enter(ann), 1))
                .isEqualTo(new PoolDecision(List.of(ann), List.of(), told(ann, waiting), List.of()));
    }

    @Test
    void a_ticket_that_waits_can_be_taken_back() {
        var ann = waits(ticket(ANN, 0, "jazz"));

        var cancelled = new Cancelled(after(1), Optional.of(CANCEL), ann.ticketId(), Reason.USER);
        assertThat(decide(withdraw(ann), 1))
                .isEqualTo(new PoolDecision(List.of(), List.of(ann.ticketId()), told(ann, cancelled), List.of()));
    }

    @Test
    void a_ticket_that_has_its_outcome_can_not() {
        var ann = ticket(ANN, 0, "jazz");

        var rejected = new CommandRejected(
                after(1), Optional.of(CANCEL), RejectionCode.NOT_WAITING, "the ticket has its outcome already");
        assertThat(decide(withdraw(ann), 1))
                .isEqualTo(new PoolDecision(List.of(), List.of(), told(ann, rejected), List.of()));
    }

    @Test
    void whom_a_waiting_ticket_must_not_meet_any_more_it_avoids() {
        var ann = waits(ticket(ANN, 0, "jazz"));
        var gone = ticket(BEN, 0, "jazz");

        assertThat(decide(new PoolInput.Avoid(POOL, ann.ticketId(), CLEO.id()), 1))
                .isEqualTo(new PoolDecision(List.of(ann.avoiding(CLEO.id())), List.of(), List.of(), List.of()));
        assertThat(decide(new PoolInput.Avoid(POOL, gone.ticketId(), CLEO.id()), 1))
                .isEqualTo(NOTHING);
    }

    @Test
    void a_match_takes_both_tickets_tells_both_and_makes_their_conversation() {
        var ann = waits(ticket(ANN, 0, "chess", "jazz"));
        var ben = waits(ticket(BEN, 1, "jazz", "chess"));

        var decision = decide(new PoolInput.Tick(POOL), 2);

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
    void whose_time_is_up_learns_it_and_whose_is_not_waits_on() {
        var ann = waits(ticket(ANN, 0, "jazz").avoiding(CLEO.id()));
        waits(ticket(CLEO, 1, "jazz"));

        var expired = new Expired(after(60), Optional.empty(), ann.ticketId());
        assertThat(decide(new PoolInput.Tick(POOL), 60))
                .isEqualTo(new PoolDecision(List.of(), List.of(ann.ticketId()), told(ann, expired), List.of()));
    }

    @Test
    void a_round_in_which_nobody_meets_changes_nothing() {
        waits(ticket(ANN, 0, "jazz"));

        assertThat(decide(new PoolInput.Tick(POOL), 1)).isEqualTo(NOTHING);
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
        return new PoolInput.Withdraw(POOL, ticket.ticketId(), ticket.userId(), Optional.of(CANCEL), Reason.USER);
    }
}
