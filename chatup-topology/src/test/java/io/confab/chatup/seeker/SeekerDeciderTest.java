package io.confab.chatup.seeker;

import static io.confab.chatup.ticket.Tickets.after;
import static io.confab.chatup.ticket.Tickets.commandId;
import static io.confab.chatup.ticket.Tickets.inWords;
import static io.confab.chatup.ticket.Tickets.ticket;
import static io.confab.schemas.event.RejectionCode.ALREADY_WAITING;
import static io.confab.schemas.event.RejectionCode.CLIENT_MESSAGE_ID_REUSED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.NOT_WAITING;
import static io.confab.testkit.ChatupCommands.POOL;
import static io.confab.testkit.ChatupCommands.cancel;
import static io.confab.testkit.ChatupCommands.presence;
import static io.confab.testkit.ChatupCommands.seek;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static io.confab.testkit.User.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.seeker.Seeker.Meeting;
import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.chatup.ChatupCommand.Seek;
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
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.testkit.ChatupCommands;
import io.confab.testkit.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeekerDeciderTest {
    private static final Seeker HOLDING = Seeker.NEW.holding(ChatupCommands.ticket(ANN, 1), POOL);
    private static final Optional<CommandId> UNSEEN = Optional.empty();
    private static final double DAY = 24 * 3_600;

    private final SeekerDecider decider = new SeekerDecider(Duration.ofHours(24), 1);

    @Test
    void who_has_no_ticket_gets_one() {
        assertThat(seekWith(Seeker.NEW, UNSEEN, List.of(), seek(ANN, "jazz"), after(0)))
                .isEqualTo(SeekerDecision.ask(HOLDING, new PoolInput.Enter(ticket(ANN, 0, "jazz"))));
    }

    @Test
    void the_tickets_cell_and_tags_follow_from_what_the_seeker_is_interested_in() {
        var splitting = new SeekerDecider(Duration.ofHours(24), 4);
        var interests = new Interests(List.of("movy"), Map.of("movy", "movies"));

        var decision = splitting.seek(Seeker.NEW, UNSEEN, interests, List.of(), seek(ANN, "movies"), after(0));

        var cell = Cell.of(POOL, List.of("movy"), 4);
        var ticket = inWords(ticket(ANN, 0, "movy").in(cell), interests.words());
        assertThat(cell.isPart()).isTrue();
        assertThat(decision.toPool()).contains(new PoolInput.Enter(ticket));
        assertThat(decision.seeker().ticket()).contains(new Seeker.Held(ticket.ticketId(), cell.toString()));
    }

    @Test
    void a_second_ticket_is_refused() {
        var second = seek(ANN, 2, true, "jazz");

        var decision = seekWith(HOLDING, UNSEEN, List.of(), second, after(1));

        assertRejected(decision, HOLDING, second.commandId(), ALREADY_WAITING);
    }

    @Test
    void a_repeat_changes_nothing_whether_the_ticket_waits_or_has_its_outcome() {
        var seek = seek(ANN, "jazz");
        var earlier = Optional.of(seek.commandId());

        assertThat(seekWith(HOLDING, earlier, List.of(), seek, after(1))).isEqualTo(SeekerDecision.nothing(HOLDING));
        assertThat(seekWith(Seeker.NEW, earlier, List.of(), seek, after(1)))
                .isEqualTo(SeekerDecision.nothing(Seeker.NEW));
    }

    @Test
    void another_search_under_the_same_id_is_refused() {
        var seek = seek(ANN, "jazz");

        var decision = seekWith(HOLDING, Optional.of(commandId("another")), List.of(), seek, after(1));

        assertRejected(decision, HOLDING, seek.commandId(), CLIENT_MESSAGE_ID_REUSED);
    }

    @Test
    void a_ticket_avoids_whom_the_seeker_blocks_and_whom_the_seeker_met_lately() {
        var seeker = Seeker.NEW.having(List.of(met(number(1), 0), met(number(2), 60), met(number(3), 3_600)));

        var ticket = seekWith(seeker, UNSEEN, List.of(BEN.id()), seek(ANN), after(DAY + 60))
                .taken()
                .orElseThrow();

        assertThat(ticket.avoided())
                .containsExactlyInAnyOrder(BEN.id(), number(3).id());
    }

    @Test
    void who_blocks_more_than_a_record_can_hold_is_refused() {
        var blocked = IntStream.rangeClosed(0, SeekerDecider.MOST_BLOCKED)
                .mapToObj(i -> number(i).id())
                .toList();

        var decision = seekWith(Seeker.NEW, UNSEEN, blocked, seek(ANN), after(0));

        assertRejected(decision, Seeker.NEW, seek(ANN).commandId(), NOT_ALLOWED);
    }

    @Test
    void whether_a_ticket_can_be_taken_back_is_the_pools_to_say() {
        var withdraw = new PoolInput.Withdraw(
                POOL,
                ChatupCommands.ticket(ANN, 1),
                ANN.id(),
                Optional.of(cancel(ANN).commandId()),
                Reason.USER);

        assertThat(decider.cancel(HOLDING, cancel(ANN), after(1))).isEqualTo(SeekerDecision.ask(HOLDING, withdraw));
    }

    @Test
    void without_a_ticket_there_is_nothing_to_take_back() {
        var decision = decider.cancel(Seeker.NEW, cancel(ANN), after(1));

        assertRejected(decision, Seeker.NEW, cancel(ANN).commandId(), NOT_WAITING);
    }

    @Test
    void a_block_reaches_the_ticket_that_waits() {
        var avoid = new PoolInput.Avoid(POOL, ChatupCommands.ticket(ANN, 1), BEN.id());
        var block = Block.NONE.said(1, true);
        var lifted = block.said(2, false);

        assertThat(decider.block(HOLDING, BEN.id(), Block.NONE, block)).isEqualTo(SeekerDecision.ask(HOLDING, avoid));
        assertThat(decider.block(HOLDING, BEN.id(), block, block)).isEqualTo(SeekerDecision.nothing(HOLDING));
        assertThat(decider.block(HOLDING, BEN.id(), block, lifted)).isEqualTo(SeekerDecision.nothing(HOLDING));
        assertThat(decider.block(Seeker.NEW, BEN.id(), Block.NONE, block))
                .isEqualTo(SeekerDecision.nothing(Seeker.NEW));
    }

    @Test
    void the_pool_hears_whether_the_seeker_of_that_very_ticket_is_there() {
        var gone = new PoolInput.Presence(POOL, ChatupCommands.ticket(ANN, 1), false);

        assertThat(decider.presence(HOLDING, presence(ANN, 1, false))).isEqualTo(SeekerDecision.ask(HOLDING, gone));
        assertThat(decider.presence(HOLDING, presence(ANN, 2, false))).isEqualTo(SeekerDecision.nothing(HOLDING));
        assertThat(decider.presence(Seeker.NEW, presence(ANN, 1, false))).isEqualTo(SeekerDecision.nothing(Seeker.NEW));
    }

    @Test
    void the_sockets_of_who_waits_with_that_very_ticket_are_asked_after() {
        var first = ChatupCommands.ticket(ANN, 1);

        assertThat(decider.probe(HOLDING, probe(1))).isEqualTo(SeekerDecision.probe(HOLDING, first));
        assertThat(decider.probe(HOLDING, probe(2))).isEqualTo(SeekerDecision.nothing(HOLDING));
        assertThat(decider.probe(Seeker.NEW, probe(1))).isEqualTo(SeekerDecision.nothing(Seeker.NEW));
    }

    @Test
    void who_is_deleted_waits_no_more_and_is_forgotten_but_for_the_ticket_whose_outcome_is_not_known() {
        var withdraw = new PoolInput.Withdraw(
                POOL, ChatupCommands.ticket(ANN, 1), ANN.id(), Optional.empty(), Reason.SUSPENDED);
        var deleted = new SeekerInput.AccountDeleted(ANN.id());
        var hasMet = Seeker.NEW.having(List.of(met(BEN, 0)));

        assertThat(decider.accountDeleted(HOLDING.having(hasMet.met()), deleted))
                .isEqualTo(SeekerDecision.ask(HOLDING, withdraw));
        assertThat(decider.accountDeleted(hasMet, deleted)).isEqualTo(SeekerDecision.nothing(Seeker.NEW));
    }

    @Test
    void who_is_deleted_gets_no_ticket() {
        var seek = seek(ANN, "jazz");

        assertRejected(decider.seekOfNobody(Seeker.NEW, seek, after(1)), Seeker.NEW, seek.commandId(), NOT_ALLOWED);
    }

    @Test
    void who_waits_still_has_the_ticket() {
        var waiting = new Waiting(after(1), Optional.empty(), ChatupCommands.ticket(ANN, 1), 1, OptionalLong.empty());

        assertAfter(HOLDING, waiting, HOLDING);
    }

    @Test
    void an_outcome_ends_the_ticket() {
        var cancelled = new Cancelled(
                after(1), Optional.of(cancel(ANN).commandId()), ChatupCommands.ticket(ANN, 1), Reason.USER);

        assertAfter(HOLDING, new Expired(after(60), Optional.empty(), ChatupCommands.ticket(ANN, 1)), Seeker.NEW);
        assertAfter(HOLDING, cancelled, Seeker.NEW);
        assertAfter(HOLDING, matched(BEN, after(1)), Seeker.NEW.having(List.of(new Meeting(BEN.id(), after(1)))));
    }

    @Test
    void an_answer_about_an_earlier_ticket_leaves_the_later_one_alone() {
        var later = Seeker.NEW.holding(ChatupCommands.ticket(ANN, 2), POOL);

        assertAfter(
                later,
                new CommandRejected(after(1), Optional.of(cancel(ANN).commandId()), NOT_WAITING, "too late"),
                later);
        assertAfter(later, new Expired(after(1), Optional.empty(), ChatupCommands.ticket(ANN, 1)), later);
    }

    @Test
    void meetings_are_kept_as_long_as_they_count_and_no_more_than_fit() {
        var many = IntStream.range(0, SeekerDecider.MOST_MET)
                .mapToObj(i -> met(number(i), i))
                .toList();

        var full = decider.answer(HOLDING.having(many), answer(matched(BEN, after(3_600))))
                .seeker();
        var next =
                decider.answer(full, answer(matched(CLEO, after(DAY + 3_600)))).seeker();

        assertThat(full.met())
                .hasSize(SeekerDecider.MOST_MET)
                .startsWith(many.get(1))
                .endsWith(met(BEN, 3_600));
        assertThat(next.met()).containsExactly(met(CLEO, DAY + 3_600));
    }

    private void assertAfter(Seeker before, UserEvent event, Seeker after) {
        assertThat(decider.answer(before, answer(event))).isEqualTo(SeekerDecision.tell(after, event));
    }

    private static void assertRejected(
            SeekerDecision decision, Seeker seeker, CommandId commandId, RejectionCode code) {
        assertThat(decision.seeker()).isEqualTo(seeker);
        assertThat(decision.toPool()).isEmpty();
        assertThat(decision.told()).singleElement().isInstanceOfSatisfying(CommandRejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.commandId()).contains(commandId);
        });
    }

    private static SeekerInput.Answer answer(UserEvent event) {
        return new SeekerInput.Answer(ANN.id(), event);
    }

    private static SeekerInput.Probe probe(int ticket) {
        return new SeekerInput.Probe(ANN.id(), ChatupCommands.ticket(ANN, ticket));
    }

    private static Meeting met(User who, double seconds) {
        return new Meeting(who.id(), after(seconds));
    }

    private static Matched matched(User peer, Instant at) {
        return new Matched(
                at,
                Optional.empty(),
                ChatupCommands.ticket(ANN, 1),
                new MatchId(Uuids.derived("match")),
                ConversationId.direct(ANN.id(), peer.id()),
                new Peer(peer.id(), peer.displayName()),
                List.of(),
                0);
    }

    private SeekerDecision seekWith(
            Seeker seeker, Optional<CommandId> earlier, List<UserId> blocked, Seek command, Instant at) {
        return decider.seek(
                seeker, earlier, Interests.of(command.tags(), UnaryOperator.identity()), blocked, command, at);
    }
}
