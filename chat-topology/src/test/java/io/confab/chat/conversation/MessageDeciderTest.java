package io.confab.chat.conversation;

import static io.confab.chat.Facts.deleted;
import static io.confab.chat.Facts.edited;
import static io.confab.chat.Facts.reacted;
import static io.confab.chat.Facts.sent;
import static io.confab.chat.Facts.unreacted;
import static io.confab.schemas.chat.Kind.DIRECT;
import static io.confab.schemas.chat.Kind.GROUP;
import static io.confab.schemas.chat.Role.ADMIN;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.NOT_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_CONVERSATION;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_MESSAGE;
import static io.confab.testkit.ChatCommands.add;
import static io.confab.testkit.ChatCommands.blocks;
import static io.confab.testkit.ChatCommands.delete;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.edit;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.leave;
import static io.confab.testkit.ChatCommands.react;
import static io.confab.testkit.ChatCommands.reply;
import static io.confab.testkit.ChatCommands.role;
import static io.confab.testkit.ChatCommands.unreact;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.conversation.Decision.Rejected;
import io.confab.chat.conversation.Decision.Repeated;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.History;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.testkit.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageDeciderTest {
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());
    private static final ConversationId TEA = group("Tea", ANN).conversationId();
    private static final String THUMB = "\uD83D\uDC4D";

    private final Decider decider = new Decider(Memory.limits(4));
    private final Memory memory = new Memory();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @Nested
    class An_edit {
        @Test
        void is_told_to_whoever_sees_the_message_its_command_to_the_author() {
            given(direct(ANN, BEN), ANN.says("helo", BEN));
            var decision = when(edit(ANN, ANN_AND_BEN, 1, "hello"));

            var edited = edited(edit(ANN, ANN_AND_BEN, 1, "hello"), 1, now);
            assertThat(decision.event()).contains(edited);
            assertThat(decision.deliveries()).containsExactly(to(ANN, edited), to(BEN, edited.withoutCommand()));
        }

        @Test
        void is_for_the_author_alone() {
            given(group("Tea", ANN, BEN), BEN.says("hello", TEA));
            assertRejected(edit(ANN, TEA, 1, "mine"), NOT_ALLOWED, "only its author edits a message");
        }

        @Test
        void counts_with_all_other_changes_of_its_message_and_with_none_of_another() {
            given(direct(ANN, BEN), ANN.says("one", BEN), ANN.says("two", BEN));
            given(react(BEN, ANN_AND_BEN, 1, THUMB), edit(ANN, ANN_AND_BEN, 2, "2"));
            assertThat(when(edit(ANN, ANN_AND_BEN, 1, "1")).event())
                    .contains(edited(edit(ANN, ANN_AND_BEN, 1, "1"), 2, now));
        }

        @Test
        void is_refused_while_one_blocks_the_other() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), blocks(BEN, ANN));
            assertRejected(edit(ANN, ANN_AND_BEN, 1, "you"), BLOCKED, "one of you has blocked the other");
        }

        @Test
        void is_nothing_for_a_block_in_a_group() {
            given(group("Tea", ANN, BEN), ANN.says("hello", TEA), blocks(BEN, ANN));
            assertThat(when(edit(ANN, TEA, 1, "hi")).event()).isPresent();
        }
    }

    @Nested
    class A_deletion {
        @Test
        void by_the_author_is_told_to_all() {
            given(group("Tea", ANN, BEN), BEN.says("oops", TEA));
            var decision = when(delete(BEN, TEA, 1));

            var deleted = deleted(delete(BEN, TEA, 1), 1, GROUP, BEN, now);
            assertThat(decision.event()).contains(deleted);
            assertThat(decision.deliveries()).containsExactly(to(ANN, deleted.withoutCommand()), to(BEN, deleted));
            assertThat(deleted.hiddenWith()).contains(BEN.id());
        }

        @Test
        void of_anothers_message_is_for_owners_and_admins() {
            given(
                    group("Tea", ANN, BEN, CLEO),
                    role(ANN, TEA, CLEO, ADMIN),
                    ANN.says("one", TEA),
                    BEN.says("two", TEA));
            var detail = "only its author deletes a message, and in a group its owners and admins";
            assertRejected(delete(BEN, TEA, 1), NOT_ALLOWED, detail);
            assertThat(when(delete(CLEO, TEA, 1)).event()).contains(deleted(delete(CLEO, TEA, 1), 1, GROUP, ANN, now));
            var byOwner = deleted(delete(ANN, TEA, 2), 1, GROUP, BEN, now);
            assertThat(when(delete(ANN, TEA, 2)).event()).contains(byOwner);
            assertThat(byOwner.hiddenWith()).contains(BEN.id());
        }

        @Test
        void of_anothers_message_is_for_nobody_in_a_direct_conversation() {
            given(direct(ANN, BEN), BEN.says("hello", ANN));
            assertRejected(
                    delete(ANN, ANN_AND_BEN, 1),
                    NOT_ALLOWED,
                    "only its author deletes a message, and in a group its owners and admins");
        }

        @Test
        void of_ones_own_message_is_possible_and_told_to_both_while_one_blocks_the_other() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), blocks(BEN, ANN));
            var deleted = deleted(delete(ANN, ANN_AND_BEN, 1), 1, DIRECT, ANN, now);
            assertThat(when(delete(ANN, ANN_AND_BEN, 1)).deliveries())
                    .containsExactly(to(ANN, deleted), to(BEN, deleted.withoutCommand()));
            assertThat(deleted.hiddenWith()).isEmpty();
        }

        @Test
        void is_the_last_that_becomes_of_a_message() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), react(BEN, ANN_AND_BEN, 1, THUMB));
            given(delete(ANN, ANN_AND_BEN, 1));
            for (var late : List.of(
                    edit(ANN, ANN_AND_BEN, 1, "hi"),
                    react(ANN, ANN_AND_BEN, 1, THUMB),
                    unreact(BEN, ANN_AND_BEN, 1, THUMB))) {
                assertRejected(late, UNKNOWN_MESSAGE, "the message was deleted");
            }
            assertThat(when(delete(ANN, ANN_AND_BEN, 1)))
                    .isEqualTo(new Repeated(delete(ANN, ANN_AND_BEN, 1).commandId(), Optional.empty()));
        }
    }

    @Nested
    class A_reaction {
        @Test
        void is_added_and_removed_by_whoever_sees_the_message() {
            given(direct(ANN, BEN), ANN.says("hello", BEN));
            var added = reacted(react(BEN, ANN_AND_BEN, 1, THUMB), 1, now);
            var adding = when(react(BEN, ANN_AND_BEN, 1, THUMB));
            assertThat(adding.event()).contains(added);
            assertThat(adding.deliveries()).containsExactly(to(ANN, added.withoutCommand()), to(BEN, added));

            var removed = unreacted(unreact(BEN, ANN_AND_BEN, 1, THUMB), 2, now);
            var removing = when(unreact(BEN, ANN_AND_BEN, 1, THUMB));
            assertThat(removing.event()).contains(removed);
            assertThat(removing.deliveries()).containsExactly(to(ANN, removed.withoutCommand()), to(BEN, removed));
        }

        @Test
        void that_is_there_already_is_told_to_its_giver_alone() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), react(BEN, ANN_AND_BEN, 1, THUMB));
            var again = another(react(BEN, ANN_AND_BEN, 1, THUMB));
            var decision = when(again);
            assertThat(decision.event()).isEmpty();
            assertThat(decision.deliveries()).containsExactly(to(BEN, reacted(again, 1, now)));
        }

        @Test
        void that_is_not_there_is_removed_for_its_giver_alone() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), react(ANN, ANN_AND_BEN, 1, THUMB));
            var decision = when(unreact(BEN, ANN_AND_BEN, 1, THUMB));
            assertThat(decision.event()).isEmpty();
            assertThat(decision.deliveries())
                    .containsExactly(to(BEN, unreacted(unreact(BEN, ANN_AND_BEN, 1, THUMB), 1, now)));
        }

        @Test
        void is_refused_while_one_blocks_the_other() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), react(BEN, ANN_AND_BEN, 1, THUMB), blocks(ANN, BEN));
            assertRejected(react(ANN, ANN_AND_BEN, 1, THUMB), BLOCKED, "one of you has blocked the other");
            assertRejected(unreact(BEN, ANN_AND_BEN, 1, THUMB), BLOCKED, "one of you has blocked the other");
        }

        @Test
        void with_yet_another_emoji_is_refused_where_there_are_many() {
            given(direct(ANN, BEN), ANN.says("hello", BEN));
            for (int emoji = 0; emoji < MessageDecider.MAX_EMOJI; emoji++) {
                given(react(ANN, ANN_AND_BEN, 1, Character.toString(0x1F600 + emoji)));
            }
            assertRejected(
                    react(BEN, ANN_AND_BEN, 1, THUMB), NOT_ALLOWED, "a message has at most 50 different reactions");
            assertThat(when(react(BEN, ANN_AND_BEN, 1, Character.toString(0x1F600)))
                            .event())
                    .isPresent();
            given(unreact(ANN, ANN_AND_BEN, 1, Character.toString(0x1F601)));
            assertThat(when(react(BEN, ANN_AND_BEN, 1, THUMB)).event()).isPresent();
        }
    }

    @Nested
    class A_reply {
        @Test
        void is_to_a_message_that_its_sender_sees() {
            given(group("Tea", ANN), ANN.says("before", TEA), add(ANN, TEA, BEN), ANN.says("after", TEA));
            var unseen = reply(BEN, TEA, "to what?", new Seq(1));
            assertThat(when(unseen)).isEqualTo(rejection(unseen, "the message that this answers is not there"));
            var seen = reply(BEN, TEA, "to that", new Seq(2));
            assertThat(when(seen).event()).contains(sent(seen, 3, now));
        }

        @Test
        void may_be_to_a_message_that_was_deleted_meanwhile() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), delete(ANN, ANN_AND_BEN, 1));
            var late = reply(BEN, ANN_AND_BEN, "hi", new Seq(1));
            assertThat(when(late).event()).contains(sent(late, 2, now));
        }
    }

    /** Each that one may give of a message of one's own. */
    static List<MessageChange> changes() {
        return List.of(
                edit(ANN, ANN_AND_BEN, 1, "hi"),
                delete(ANN, ANN_AND_BEN, 1),
                react(ANN, ANN_AND_BEN, 1, THUMB),
                unreact(ANN, ANN_AND_BEN, 1, THUMB));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_command_that_comes_again_changes_nothing(MessageChange command) {
        given(direct(ANN, BEN), ANN.says("hello", BEN), command);
        assertThat(when(command)).isEqualTo(new Repeated(command.commandId(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_message_that_was_never_sent_is_unknown(MessageChange command) {
        given(direct(ANN, BEN));
        assertRejected(command, UNKNOWN_MESSAGE, "there is no such message");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void where_one_never_was_there_is_no_conversation(MessageChange command) {
        assertRejected(command, UNKNOWN_CONVERSATION, "there is no such conversation");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void where_one_has_left_nothing_can_be_changed(MessageChange command) {
        given(direct(ANN, BEN), ANN.says("hello", BEN), leave(ANN, ANN_AND_BEN));
        assertRejected(command, NOT_A_MEMBER, "the conversation has ended");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_message_can_be_changed_until_it_is_too_old(MessageChange command) {
        given(direct(ANN, BEN), ANN.says("hello", BEN));
        now = now.plus(Duration.ofDays(365)).plusMillis(1);
        assertRejected(command, NOT_ALLOWED, "the message is too old to be changed");
        now = now.minusMillis(1);
        assertThat(when(command)).isNotInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_message_from_before_messages_could_change_is_too_old(MessageChange command) {
        given(direct(ANN, BEN), ANN.says("hello", BEN));
        memory.forgetMessages();
        assertRejected(command, NOT_ALLOWED, "the message is too old to be changed");
    }

    @Test
    void what_was_said_before_one_came_is_unknown_to_one_and_so_is_its_change() {
        given(group("Tea", ANN, CLEO), ANN.says("before", TEA), add(ANN, TEA, BEN), ANN.says("after", TEA));

        assertRejected(react(BEN, TEA, 1, THUMB), UNKNOWN_MESSAGE, "there is no such message");
        assertThat(told(edit(ANN, TEA, 1, "secret"))).containsExactly(ANN.id(), CLEO.id());
        assertThat(told(react(CLEO, TEA, 1, THUMB))).containsExactly(ANN.id(), CLEO.id());
        assertThat(told(unreact(CLEO, TEA, 1, THUMB))).containsExactly(ANN.id(), CLEO.id());
        assertThat(told(delete(ANN, TEA, 1))).containsExactly(ANN.id(), CLEO.id());
        assertThat(told(edit(ANN, TEA, 2, "for all"))).containsExactly(ANN.id(), CLEO.id(), BEN.id());
    }

    @Test
    void who_comes_back_is_told_of_what_is_said_from_then_on() {
        given(group("Tea", ANN, BEN), ANN.says("one", TEA), leave(BEN, TEA), ANN.says("two", TEA), add(ANN, TEA, BEN));
        given(ANN.says("three", TEA));
        for (int seq : List.of(1, 2)) {
            assertThat(told(edit(ANN, TEA, seq, "secret"))).containsExactly(ANN.id());
            assertRejected(react(BEN, TEA, seq, THUMB), UNKNOWN_MESSAGE, "there is no such message");
        }
        assertThat(told(edit(ANN, TEA, 3, "for all"))).containsExactly(ANN.id(), BEN.id());
    }

    @Test
    void who_has_left_is_told_of_nothing() {
        given(group("Tea", ANN, BEN), ANN.says("one", TEA), leave(BEN, TEA));
        assertThat(told(edit(ANN, TEA, 1, "secret"))).containsExactly(ANN.id());
    }

    @Test
    void who_joins_a_group_whose_history_is_for_all_sees_all_changes() {
        given(open(group("Tea", ANN)), ANN.says("before", TEA), add(ANN, TEA, BEN));
        assertThat(told(edit(ANN, TEA, 1, "for all"))).containsExactly(ANN.id(), BEN.id());
        assertThat(when(react(BEN, TEA, 1, THUMB)).event()).isPresent();
    }

    private List<UserId> told(ChatCommand command) {
        return when(command).deliveries().stream().map(Deliver::userId).toList();
    }

    private void given(ChatCommand... commands) {
        for (var command : commands) {
            when(command);
        }
    }

    private Decision when(ChatCommand command) {
        var decision = decider.decide(memory.before(command), command, now);
        decision.applyTo(memory);
        return decision;
    }

    private void assertRejected(MessageChange command, RejectionCode code, String detail) {
        var rejection = new CommandRejected(now, Optional.of(command.commandId()), code, detail);
        assertThat(when(command)).isEqualTo(new Rejected(command.by(), rejection));
    }

    private Decision rejection(SendMessage command, String detail) {
        return new Rejected(
                command.senderId(),
                new CommandRejected(now, Optional.of(command.commandId()), UNKNOWN_MESSAGE, detail));
    }

    /** The same under an id of its own. */
    private static ChatCommand.AddReaction another(ChatCommand.AddReaction command) {
        return new ChatCommand.AddReaction(
                ANN.says("another", BEN).commandId(),
                command.conversationId(),
                command.by(),
                command.seq(),
                command.emoji());
    }

    private static CreateConversation open(CreateConversation command) {
        return new CreateConversation(
                command.commandId(),
                command.conversationId(),
                command.clientId(),
                command.matchId(),
                command.kind(),
                command.title(),
                History.ALL,
                command.creator(),
                command.members(),
                command.unknownUserIds());
    }

    private static Deliver to(User user, UserEvent event) {
        return new Deliver(user.id(), event);
    }
}
