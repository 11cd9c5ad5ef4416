package io.confab.chat.conversation;

import static io.confab.chat.Facts.created;
import static io.confab.chat.Facts.sent;
import static io.confab.schemas.chat.Role.ADMIN;
import static io.confab.schemas.chat.Role.MEMBER;
import static io.confab.schemas.chat.Role.OWNER;
import static io.confab.schemas.event.RejectionCode.ALREADY_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.NOT_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.TOO_MANY_MEMBERS;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_CONVERSATION;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_USER;
import static io.confab.testkit.ChatCommands.add;
import static io.confab.testkit.ChatCommands.blocks;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.leave;
import static io.confab.testkit.ChatCommands.remove;
import static io.confab.testkit.ChatCommands.rename;
import static io.confab.testkit.ChatCommands.role;
import static io.confab.testkit.ChatCommands.unblocks;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.Facts;
import io.confab.chat.conversation.Decision.Repeated;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.Administration;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.testkit.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdministrationDeciderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());
    private static final ConversationId TEA = group("Tea", ANN).conversationId();
    private static final User DAN = User.number(4);

    private final Decider decider = new Decider(Memory.limits(4));
    private final Memory memory = new Memory();

    @Nested
    class A_title {
        @Test
        void is_changed_by_owners_and_admins_and_told_to_all_its_command_to_who_changed_it() {
            given(group("Tea", ANN, BEN, CLEO), role(ANN, TEA, BEN, ADMIN));
            var decision = when(rename(BEN, TEA, "Coffee"));

            var changed = Facts.changed(rename(BEN, TEA, "Coffee"), 2, NOW);
            assertThat(decision.event()).contains(changed);
            assertThat(decision.deliveries())
                    .containsExactly(
                            to(ANN, changed.withoutCommand()), to(BEN, changed), to(CLEO, changed.withoutCommand()));
            assertThat(when(rename(ANN, TEA, "Water")).event())
                    .contains(Facts.changed(rename(ANN, TEA, "Water"), 3, NOW));
        }

        @Test
        void is_not_for_members_nor_strangers_nor_those_who_left() {
            given(group("Tea", ANN, BEN, CLEO), leave(CLEO, TEA));
            assertRejected(rename(BEN, TEA, "Mine"), NOT_ALLOWED, "this is for the owners and admins of a group");
            assertRejected(rename(CLEO, TEA, "Mine"), NOT_A_MEMBER, "you have left the conversation");
            assertRejected(rename(DAN, TEA, "Mine"), UNKNOWN_CONVERSATION, "there is no such conversation");
        }

        @Test
        void is_something_that_a_direct_conversation_does_not_have() {
            given(direct(ANN, BEN));
            assertRejected(rename(ANN, ANN_AND_BEN, "Us"), NOT_ALLOWED, "a direct conversation can only be left");
        }

        @Test
        void changed_by_the_same_command_once_more_stays_as_it_is_now() {
            given(group("Tea", ANN), rename(ANN, TEA, "Coffee"), rename(ANN, TEA, "Water"));
            assertThat(when(rename(ANN, TEA, "Coffee"))).isEqualTo(repeated(rename(ANN, TEA, "Coffee")));
        }

        @Test
        void that_was_refused_is_decided_anew() {
            given(group("Tea", ANN, BEN), rename(BEN, TEA, "Mine"), role(ANN, TEA, BEN, ADMIN));
            assertThat(when(rename(BEN, TEA, "Mine")).event()).isPresent();
        }
    }

    @Nested
    class Who_is_added {
        @Test
        void is_shown_the_group_first_and_all_are_told() {
            given(group("Tea", ANN, BEN), rename(ANN, TEA, "Coffee"), ANN.says("hello", TEA));
            var decision = when(add(ANN, TEA, CLEO));

            var added = Facts.added(add(ANN, TEA, CLEO), 2, 1, NOW);
            var shown = new ConversationCreated(
                    NOW,
                    Optional.empty(),
                    TEA,
                    Kind.GROUP,
                    Optional.of("Coffee"),
                    History.JOINED,
                    ANN.id(),
                    List.of(
                            Member.of(ANN.profile(), OWNER),
                            Member.of(BEN.profile(), MEMBER),
                            Member.of(CLEO.profile(), MEMBER)),
                    Optional.of(2L));
            assertThat(decision.event()).contains(added);
            assertThat(decision.deliveries())
                    .containsExactly(
                            to(CLEO, shown),
                            to(ANN, added),
                            to(BEN, added.withoutCommand()),
                            to(CLEO, added.withoutCommand()));
        }

        @Test
        void hears_and_speaks_from_then_on() {
            given(group("Tea", ANN), add(ANN, TEA, CLEO));
            var hello = CLEO.says("hello", TEA);
            assertThat(when(hello).event()).contains(sent(hello, 1, NOW));
        }

        @Test
        void is_a_member_once() {
            given(group("Tea", ANN, BEN), add(ANN, TEA, CLEO));
            assertThat(when(add(ANN, TEA, CLEO))).isEqualTo(repeated(add(ANN, TEA, CLEO)));
            assertRejected(add(ANN, TEA, BEN), ALREADY_A_MEMBER, "who is to be added is a member already");
        }

        @Test
        void has_an_account() {
            given(group("Tea", ANN));
            var asked = add(ANN, TEA, CLEO);
            var unknown = new AddMember(asked.commandId(), TEA, ANN.id(), asked.userId(), Optional.empty());
            assertRejected(unknown, UNKNOWN_USER, "who is to be added has no account");
        }

        @Test
        void finds_room() {
            given(group("Tea", ANN, BEN, CLEO, DAN));
            assertRejected(add(ANN, TEA, User.number(5)), TOO_MANY_MEMBERS, "a group has at most 4 members");
        }

        @Test
        void is_not_added_by_a_member() {
            given(group("Tea", ANN, BEN));
            assertRejected(add(BEN, TEA, CLEO), NOT_ALLOWED, "this is for the owners and admins of a group");
        }

        @Test
        void may_have_left_before() {
            given(group("Tea", ANN, BEN), leave(BEN, TEA), add(ANN, TEA, BEN));
            assertThat(when(BEN.says("back", TEA)).event()).isPresent();
            given(remove(ANN, TEA, BEN));
            assertRejected(rename(BEN, TEA, "Mine"), NOT_A_MEMBER, "you have left the conversation");
        }
    }

    @Nested
    class Who_leaves {
        @Test
        void is_told_so_as_all_others_are_and_hears_no_more() {
            given(group("Tea", ANN, BEN, CLEO), ANN.says("one", TEA));
            var decision = when(leave(BEN, TEA));

            var removed = Facts.removed(leave(BEN, TEA), 1, 1, NOW);
            assertThat(decision.event()).contains(removed);
            assertThat(decision.deliveries())
                    .containsExactly(
                            to(ANN, removed.withoutCommand()), to(BEN, removed), to(CLEO, removed.withoutCommand()));
            assertThat(when(ANN.says("two", TEA)).deliveries())
                    .extracting(Deliver::userId)
                    .containsExactly(ANN.id(), CLEO.id());
        }

        @Test
        void hands_over_first_where_nobody_else_owns_the_group() {
            given(group("Tea", ANN, BEN));
            assertRejected(
                    leave(ANN, TEA), NOT_ALLOWED, "the last owner can't leave: make another member an owner first");
            given(role(ANN, TEA, BEN, OWNER));
            assertThat(when(leave(ANN, TEA)).event()).isPresent();
        }

        @Test
        void may_be_the_last_of_all() {
            given(group("Tea", ANN));
            assertThat(when(leave(ANN, TEA)).event()).isPresent();
            assertRejected(rename(ANN, TEA, "Nobody's"), NOT_A_MEMBER, "you have left the conversation");
        }

        @Test
        void leaves_once() {
            given(group("Tea", ANN, BEN), leave(BEN, TEA), add(ANN, TEA, BEN));
            assertThat(when(leave(BEN, TEA))).isEqualTo(repeated(leave(BEN, TEA)));
        }

        @Test
        void was_there() {
            given(group("Tea", ANN, BEN));
            assertRejected(leave(CLEO, TEA), UNKNOWN_CONVERSATION, "there is no such conversation");
        }
    }

    @Nested
    class Who_is_removed {
        @Test
        void is_told_so_and_by_whom() {
            given(group("Tea", ANN, BEN));
            var removed = Facts.removed(remove(ANN, TEA, BEN), 1, 0, NOW);
            assertThat(when(remove(ANN, TEA, BEN)).deliveries())
                    .containsExactly(to(ANN, removed), to(BEN, removed.withoutCommand()));
            var late = BEN.says("wait", TEA);
            assertThat(when(late))
                    .isEqualTo(rejection(BEN, late.commandId(), NOT_A_MEMBER, "you have left the conversation"));
        }

        @Test
        void is_a_member() {
            given(group("Tea", ANN, BEN));
            assertRejected(remove(ANN, TEA, CLEO), UNKNOWN_USER, "who is to be removed is no member");
        }

        @Test
        void is_no_owner_where_an_admin_removes() {
            given(group("Tea", ANN, BEN, CLEO), role(ANN, TEA, BEN, ADMIN));
            assertRejected(remove(BEN, TEA, ANN), NOT_ALLOWED, "only an owner removes an owner");
            assertRejected(remove(CLEO, TEA, BEN), NOT_ALLOWED, "this is for the owners and admins of a group");
            assertThat(when(remove(BEN, TEA, CLEO)).event()).isPresent();
        }

        @Test
        void is_an_owner_where_another_owner_removes() {
            given(group("Tea", ANN, BEN), role(ANN, TEA, BEN, OWNER));
            assertThat(when(remove(BEN, TEA, ANN)).event()).isPresent();
        }

        @Test
        void is_never_the_other_of_a_direct_conversation() {
            given(direct(ANN, BEN));
            assertRejected(remove(ANN, ANN_AND_BEN, BEN), NOT_ALLOWED, "a direct conversation can only be left");
        }
    }

    @Nested
    class A_role {
        @Test
        void is_changed_and_told_to_all() {
            given(group("Tea", ANN, BEN));
            var changed = Facts.changed(role(ANN, TEA, BEN, ADMIN), 1, NOW);
            var decision = when(role(ANN, TEA, BEN, ADMIN));
            assertThat(decision.event()).contains(changed);
            assertThat(decision.deliveries()).containsExactly(to(ANN, changed), to(BEN, changed.withoutCommand()));
        }

        @Test
        void of_owners_is_for_owners() {
            given(group("Tea", ANN, BEN, CLEO), role(ANN, TEA, BEN, ADMIN));
            var detail = "only an owner makes an owner, or changes one";
            assertRejected(role(BEN, TEA, ANN, MEMBER), NOT_ALLOWED, detail);
            assertRejected(role(BEN, TEA, CLEO, OWNER), NOT_ALLOWED, detail);
            assertRejected(role(BEN, TEA, BEN, OWNER), NOT_ALLOWED, detail);
            assertThat(when(role(BEN, TEA, CLEO, ADMIN)).event()).isPresent();
            assertThat(when(role(BEN, TEA, BEN, MEMBER)).event()).isPresent();
        }

        @Test
        void of_the_last_owner_stays() {
            given(group("Tea", ANN, BEN));
            assertRejected(
                    role(ANN, TEA, ANN, ADMIN),
                    NOT_ALLOWED,
                    "a group has an owner: make another member an owner first");
            given(role(ANN, TEA, BEN, OWNER));
            assertThat(when(role(ANN, TEA, ANN, ADMIN)).event()).isPresent();
        }

        @Test
        void is_for_members_and_not_for_them_to_change() {
            given(group("Tea", ANN, BEN));
            assertRejected(role(ANN, TEA, CLEO, ADMIN), UNKNOWN_USER, "whose role is to change is no member");
            assertRejected(role(BEN, TEA, BEN, ADMIN), NOT_ALLOWED, "this is for the owners and admins of a group");
        }
    }

    @Nested
    class A_direct_conversation_that_is_left {
        @Test
        void has_ended_for_both() {
            given(direct(ANN, BEN), ANN.says("bye", BEN));
            var removed = Facts.removed(leave(ANN, ANN_AND_BEN), 1, 1, NOW);
            assertThat(when(leave(ANN, ANN_AND_BEN)).deliveries())
                    .containsExactly(to(ANN, removed), to(BEN, removed.withoutCommand()));
            for (var user : List.of(ANN, BEN)) {
                var late = user.says("wait", ANN_AND_BEN);
                assertThat(when(late))
                        .isEqualTo(rejection(user, late.commandId(), NOT_A_MEMBER, "the conversation has ended"));
            }
        }

        @Test
        void is_opened_anew_by_either_and_counts_on() {
            given(direct(ANN, BEN), ANN.says("one", BEN), leave(ANN, ANN_AND_BEN));
            var decision = when(direct(BEN, ANN));

            var first = created(direct(BEN, ANN), NOW);
            var anew = new ConversationCreated(
                    NOW,
                    first.commandId(),
                    ANN_AND_BEN,
                    Kind.DIRECT,
                    Optional.empty(),
                    first.history(),
                    BEN.id(),
                    first.members(),
                    Optional.of(2L));
            assertThat(decision.event()).contains(anew);
            assertThat(decision.deliveries()).containsExactly(to(BEN, anew), to(ANN, anew.withoutCommand()));
            var two = ANN.says("two", BEN);
            assertThat(when(two).event()).contains(sent(two, 2, NOW));
        }

        @Test
        void is_not_opened_anew_while_one_blocks_the_other() {
            given(direct(ANN, BEN), leave(BEN, ANN_AND_BEN), blocks(BEN, ANN));
            var command = direct(BEN, ANN);
            assertThat(when(command))
                    .isEqualTo(rejection(BEN, command.commandId(), BLOCKED, "one of you has blocked the other"));
            given(unblocks(BEN, ANN, 2));
            assertThat(when(command).event()).isPresent();
        }
    }

    private void given(ChatCommand... commands) {
        for (var command : commands) {
            when(command);
        }
    }

    private Decision when(ChatCommand command) {
        var decision = decider.decide(memory.before(command), command, NOW);
        decision.applyTo(memory);
        return decision;
    }

    private void assertRejected(Administration command, RejectionCode code, String detail) {
        var rejection = new CommandRejected(NOW, Optional.of(command.commandId()), code, detail);
        assertThat(when(command)).isEqualTo(new Decision.Rejected(command.by(), rejection));
    }

    private static Decision rejection(User by, CommandId command, RejectionCode code, String detail) {
        return new Decision.Rejected(by.id(), new CommandRejected(NOW, Optional.of(command), code, detail));
    }

    private static Repeated repeated(Administration command) {
        return new Repeated(command.commandId(), Optional.empty());
    }

    private static Deliver to(User user, UserEvent event) {
        return new Deliver(user.id(), event);
    }
}
