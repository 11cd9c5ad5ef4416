package io.confab.chat.inbox;

import static io.confab.testkit.ChatupCommands.presence;
import static io.confab.testkit.ChatupCommands.ticket;
import static io.confab.testkit.InboxCommands.close;
import static io.confab.testkit.InboxCommands.deliver;
import static io.confab.testkit.InboxCommands.going;
import static io.confab.testkit.InboxCommands.logOut;
import static io.confab.testkit.InboxCommands.open;
import static io.confab.testkit.InboxCommands.opening;
import static io.confab.testkit.InboxCommands.probe;
import static io.confab.testkit.InboxCommands.socket;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Peer;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Probe;
import io.confab.schemas.push.Push.Target;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ann's inbox while she waits for a stranger, and what chatup is told of her. */
class SeekingDeciderTest {
    private static final Slot SLOT = new Slot(0);
    private static final Slot OTHER_SLOT = new Slot(3);
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final InboxDecider decider = new InboxDecider(new InboxLimits(100, Duration.ofDays(14), 20, 2, 4));
    private final Memory memory = new Memory();

    @Test
    void who_waits_is_gone_with_the_last_socket_and_back_with_the_next() {
        given(open(ANN, 1, SLOT), open(ANN, 2, SLOT), waiting(1));
        assertThat(when(close(ANN, 1, 1)).toChatup()).isEmpty();
        assertThat(when(close(ANN, 2, 1)).toChatup()).contains(presence(ANN, 1, false));
        assertThat(when(open(ANN, 3, SLOT)).toChatup()).contains(presence(ANN, 1, true));
        assertThat(when(open(ANN, 4, SLOT)).toChatup()).isEmpty();
    }

    @Test
    void a_logout_is_a_going_too() {
        given(open(ANN, 1, SLOT), waiting(1));
        assertThat(when(logOut(ANN)).toChatup()).contains(presence(ANN, 1, false));
        assertThat(when(logOut(ANN)).toChatup()).isEmpty();
    }

    @Test
    void of_who_does_not_wait_chatup_hears_nothing_and_nothing_is_kept() {
        given(open(ANN, 1, SLOT));
        assertThat(when(close(ANN, 1, 1)).toChatup()).isEmpty();
        assertThat(when(open(ANN, 2, SLOT)).toChatup()).isEmpty();
        assertThat(memory.seeking).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void who_has_an_outcome_does_not_wait(UserEvent outcome) {
        given(open(ANN, 1, SLOT), waiting(1), deliver(ANN, outcome));
        assertThat(when(close(ANN, 1, 1)).toChatup()).isEmpty();
        assertThat(memory.seeking).isEmpty();
    }

    static List<UserEvent> outcomes() {
        return List.of(
                new Expired(NOW, Optional.empty(), ticket(ANN, 1)),
                new Cancelled(NOW, Optional.empty(), ticket(ANN, 1), Reason.USER),
                new Matched(
                        NOW,
                        Optional.empty(),
                        ticket(ANN, 1),
                        new MatchId(Uuids.derived("match")),
                        ConversationId.direct(ANN.id(), BEN.id()),
                        new Peer(BEN.id(), BEN.displayName()),
                        List.of(),
                        0));
    }

    @Test
    void an_outcome_of_an_earlier_ticket_leaves_the_later_one_alone() {
        given(open(ANN, 1, SLOT), waiting(2), deliver(ANN, new Expired(NOW, Optional.empty(), ticket(ANN, 1))));
        assertThat(when(close(ANN, 1, 1)).toChatup()).contains(presence(ANN, 2, false));
    }

    @Test
    void a_gateway_that_goes_makes_nobody_absent() {
        given(open(ANN, 1, SLOT), waiting(1));
        assertThat(when(going(ANN, 1, 1)).toChatup()).isEmpty();
        assertThat(when(close(ANN, 1, 1)).toChatup()).isEmpty(); // as its slot's next owner says of a push on its way
        assertThat(when(open(ANN, 2, SLOT)).toChatup()).isEmpty();
    }

    @Test
    void who_does_not_come_back_from_a_gateway_that_went_is_gone_as_soon_as_another_says_so() {
        given(open(ANN, 1, SLOT), waiting(1), going(ANN, 1, 1));
        assertThat(when(answerTo(when(probe(ANN, 1)))).toChatup()).contains(presence(ANN, 1, false));
    }

    @Test
    void sockets_that_are_known_are_asked_after_and_whose_gateway_was_killed_is_gone_when_another_answers() {
        given(open(ANN, 1, SLOT), opening(ANN, 2, OTHER_SLOT, 7, Optional.empty(), Optional.empty()), waiting(1));
        assertThat(when(probe(ANN, 1)).pushes())
                .containsExactly(
                        new Probe(new Target(SLOT, ANN.id(), socket(ANN, 1), 1)),
                        new Probe(new Target(OTHER_SLOT, ANN.id(), socket(ANN, 2), 7)));
        assertThat(when(close(ANN, 1, 1)).toChatup()).isEmpty();
        assertThat(when(close(ANN, 2, 7)).toChatup()).contains(presence(ANN, 1, false));
    }

    @Test
    void who_takes_a_ticket_without_a_socket_is_gone_when_a_gateway_has_said_so() {
        var decision = when(waiting(1));
        assertThat(decision.toChatup()).isEmpty();
        assertThat(when(answerTo(decision)).toChatup()).contains(presence(ANN, 1, false));
    }

    @Test
    void who_came_while_a_gateway_was_asked_is_there() {
        var asked = when(waiting(1));
        given(open(ANN, 1, SLOT));
        assertThat(when(answerTo(asked)).toChatup()).isEmpty();
    }

    @Test
    void a_late_answer_about_a_socket_that_was_opened_again_says_nothing() {
        given(open(ANN, 1, SLOT), waiting(1), opening(ANN, 1, OTHER_SLOT, 2, Optional.empty(), Optional.empty()));
        assertThat(when(close(ANN, 1, 1)).toChatup()).isEmpty();
    }

    @Test
    void what_is_asked_of_nobodys_socket_goes_to_a_slot_that_there_is() {
        assertThat(when(probe(ANN, 1)).pushes())
                .singleElement()
                .satisfies(push -> assertThat(push.target().slot().partition()).isBetween(0, 3));
    }

    @Test
    void a_probe_makes_known_who_waits_even_if_that_was_never_delivered_here() {
        given(open(ANN, 1, SLOT), probe(ANN, 1));
        assertThat(when(close(ANN, 1, 1)).toChatup()).contains(presence(ANN, 1, false));
    }

    @Test
    void a_later_ticket_has_to_be_told_again() {
        given(open(ANN, 1, SLOT), waiting(1), close(ANN, 1, 1));
        assertThat(when(answerTo(when(probe(ANN, 1)))).toChatup()).isEmpty();
        assertThat(when(answerTo(when(waiting(2)))).toChatup()).contains(presence(ANN, 2, false));
    }

    private static InboxCommand waiting(int ticket) {
        return deliver(ANN, new Waiting(NOW, Optional.empty(), ticket(ANN, ticket), 1, OptionalLong.empty()));
    }

    /** As a gateway answers that has no such socket. */
    private static CloseSession answerTo(InboxDecision decision) {
        assertThat(decision.pushes()).hasSize(1);
        Push probe = decision.pushes().get(0);
        assertThat(probe).isInstanceOf(Probe.class);
        return new CloseSession(
                probe.target().userId(),
                probe.target().socketId(),
                probe.target().opening());
    }

    private void given(InboxCommand... commands) {
        for (var command : commands) {
            when(command);
        }
    }

    private InboxDecision when(InboxCommand command) {
        var state = new InboxState(Inbox.begin(new Epoch("e")), memory.sessions, Optional.empty(), 0);
        var decision = decider.decide(state.with(memory.seeking), command, NOW);
        decision.applyTo(memory);
        return decision;
    }

    /** Who is there and who waits, folded from decisions alone. */
    private static final class Memory implements InboxDecision.Changes {
        private Sessions sessions = Sessions.NONE;
        private Optional<Seeking> seeking = Optional.empty();

        @Override
        public void live(UserId user, Sessions now) {
            sessions = now;
        }

        @Override
        public void seeking(UserId user, Optional<Seeking> now) {
            seeking = now;
        }

        @Override
        public void append(UserId user, Inbox before, Entry entry) {
            assertThat(entry.event()).isNotNull();
        }

        @Override
        public void notice(UserId user, UserEvent event) {
            assertThat(event).isNotNull();
        }

        @Override
        public void block(BlockKey key, Block block) {
            throw new IllegalStateException("nobody is blocked");
        }

        @Override
        public void presence(UserId user, Presence now) {
            assertThat(user).isEqualTo(ANN.id());
        }

        @Override
        public void watch(UserId user, Watcher watcher) {
            throw new IllegalStateException("nobody watches");
        }

        @Override
        public void unwatch(UserId user, UserId watcher) {
            throw new IllegalStateException("nobody watches");
        }
    }
}
