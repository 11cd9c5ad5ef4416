package io.confab.chat.conversation;

import static io.confab.schemas.chat.Role.ADMIN;
import static io.confab.schemas.chat.Role.OWNER;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.message;
import static io.confab.testkit.ChatCommands.role;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.conversation.Decision.Rejected;
import io.confab.chat.conversation.Decision.Unchanged;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.testkit.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepartureDeciderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ConversationId TEA = group("Tea", ANN).conversationId();
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());

    private final Decider decider = new Decider(Memory.limits(4));
    private final Memory memory = new Memory();

    @Test
    void a_member_leaves_the_group_and_those_who_stay_are_told() {
        given(group("Tea", ANN, BEN, CLEO));
        var decision = when(leaveForGood(TEA, BEN));

        var left = removed(BEN, 1);
        assertThat(decision.facts()).containsExactly(left);
        assertThat(decision.deliveries()).containsExactly(new Deliver(ANN.id(), left), new Deliver(CLEO.id(), left));
    }

    @Test
    void the_last_owner_is_followed_by_the_longest_standing_admin() {
        given(group("Tea", ANN, BEN, CLEO), role(ANN, TEA, CLEO, ADMIN));
        var decision = when(leaveForGood(TEA, ANN));

        assertThat(decision.facts()).containsExactly(owner(CLEO, ANN, 2), removed(ANN, 3));
        assertThat(decision.deliveries())
                .containsExactly(
                        new Deliver(BEN.id(), owner(CLEO, ANN, 2)),
                        new Deliver(CLEO.id(), owner(CLEO, ANN, 2)),
                        new Deliver(BEN.id(), removed(ANN, 3)),
                        new Deliver(CLEO.id(), removed(ANN, 3)));
    }

    @Test
    void without_admins_by_the_longest_standing_member() {
        given(group("Tea", ANN, BEN, CLEO));
        assertThat(when(leaveForGood(TEA, ANN)).facts()).containsExactly(owner(BEN, ANN, 1), removed(ANN, 2));
    }

    @Test
    void another_owner_is_enough() {
        given(group("Tea", ANN, BEN), role(ANN, TEA, BEN, OWNER));
        assertThat(when(leaveForGood(TEA, ANN)).facts()).containsExactly(removed(ANN, 2));
    }

    @Test
    void a_group_of_one_ends() {
        given(group("Tea", ANN));
        assertThat(when(leaveForGood(TEA, ANN)).facts()).containsExactly(removed(ANN, 1));
    }

    @Test
    void said_again_it_changes_nothing_nor_where_the_user_has_left_nor_where_there_is_nothing() {
        given(group("Tea", ANN, BEN), leaveForGood(TEA, BEN));
        assertThat(when(leaveForGood(TEA, BEN))).isEqualTo(new Unchanged());
        assertThat(when(leaveForGood(TEA, CLEO))).isEqualTo(new Unchanged());
        assertThat(new Decider(Memory.limits(4)).decide(ConversationState.UNKNOWN, leaveForGood(TEA, BEN), NOW))
                .isEqualTo(new Unchanged());
    }

    @Test
    void a_direct_conversation_stays_and_takes_no_word_more() {
        given(direct(ANN, BEN), message(ANN, ANN_AND_BEN, "first", "hello"));
        var decision = when(leaveForGood(ANN_AND_BEN, BEN));

        assertThat(decision.facts()).isEmpty();
        assertThat(decision.deliveries()).isEmpty();
        assertThat(when(message(ANN, ANN_AND_BEN, "second", "still there?")))
                .isInstanceOfSatisfying(Rejected.class, no -> {
                    assertThat(no.rejection().code()).isEqualTo(RejectionCode.UNKNOWN_USER);
                    assertThat(no.rejection().detail()).isEqualTo("the other has no account any more");
                });
        assertThat(when(leaveForGood(ANN_AND_BEN, BEN))).isEqualTo(new Unchanged());
        assertThat(when(leaveForGood(ANN_AND_BEN, ANN))).isEqualTo(new Unchanged());
    }

    private static LeaveForGood leaveForGood(ConversationId conversation, User user) {
        return new LeaveForGood(conversation, user.id());
    }

    private static MemberRemoved removed(User user, long version) {
        return new MemberRemoved(NOW, Optional.empty(), TEA, version, user.id(), user.id(), Optional.empty());
    }

    private static MemberChanged owner(User user, User by, long version) {
        return new MemberChanged(NOW, Optional.empty(), TEA, version, user.id(), OWNER, by.id());
    }

    private void given(ChatCommand... commands) {
        List.of(commands).forEach(this::when);
    }

    private Decision when(ChatCommand command) {
        var decision = decider.decide(memory.before(command), command, NOW);
        decision.applyTo(memory);
        return decision;
    }
}
