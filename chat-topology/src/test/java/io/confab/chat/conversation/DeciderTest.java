package io.confab.chat.conversation;

import static io.confab.chat.Actor.ANN;
import static io.confab.chat.Actor.BEN;
import static io.confab.chat.Actor.CLEO;
import static io.confab.chat.Actor.captured;
import static io.confab.chat.Actor.clientId;
import static io.confab.chat.Actor.commandId;
import static io.confab.chat.Actor.direct;
import static io.confab.schemas.chat.Role.MEMBER;
import static io.confab.schemas.chat.Role.OWNER;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.CLIENT_MESSAGE_ID_REUSED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.NOT_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.TOO_MANY_MEMBERS;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_CONVERSATION;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_MESSAGE;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.chat.Actor;
import io.confab.chat.conversation.Blocks.Block;
import io.confab.chat.conversation.Decision.Rejected;
import io.confab.chat.conversation.Decision.Repeated;
import io.confab.chat.conversation.Decision.Unchanged;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.event.UserEvent.BlockLifted;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ConversationId ANN_AND_BEN = direct(ANN, BEN);
    private static final ConversationId TEA = new ConversationId(Actor.uuid(0x7EA));

    private static final Map<RejectionCode, String> DETAILS = Map.of(
            BLOCKED, "one of you has blocked the other",
            CLIENT_MESSAGE_ID_REUSED, "the id stands for something else already",
            NOT_ALLOWED, "a direct conversation is with another user",
            NOT_A_MEMBER, "you have left the conversation",
            TOO_MANY_MEMBERS, "a group has at most 3 members",
            UNKNOWN_CONVERSATION, "there is no such conversation",
            UNKNOWN_MESSAGE, "the message that this answers is not there",
            UNKNOWN_USER, "someone asked for has no account");

    private final Decider decider = new Decider(3);
    private final Memory memory = new Memory();

    @Nested
    class A_direct_conversation {
        @Test
        void is_created_once_and_told_to_both_its_command_to_the_creator_alone() {
            var decision = when(ANN.writesTo(BEN, 1));

            var created = created(ANN_AND_BEN, Kind.DIRECT, 1, ANN, ANN.as(MEMBER), BEN.as(MEMBER));
            assertThat(decision.event()).contains(created);
            assertThat(decision.deliveries()).containsExactly(to(ANN, created), to(BEN, created.withoutCommand()));
        }

        @Test
        void that_exists_is_shown_to_who_asks_alone() {
            given(ANN.writesTo(BEN, 1));
            var decision = when(BEN.writesTo(ANN, 2));

            assertThat(decision.event()).isEmpty();
            assertThat(decision.deliveries())
                    .containsExactly(
                            to(BEN, created(ANN_AND_BEN, Kind.DIRECT, 2, ANN, ANN.as(MEMBER), BEN.as(MEMBER))));
        }

        @Test
        void that_exists_is_shown_even_where_one_blocks_the_other() {
            given(ANN.writesTo(BEN, 1), BEN.blocks(ANN, 1, 2));
            assertThat(when(ANN.writesTo(BEN, 3)).deliveries())
                    .containsExactly(
                            to(ANN, created(ANN_AND_BEN, Kind.DIRECT, 3, ANN, ANN.as(MEMBER), BEN.as(MEMBER))));
        }

        @Test
        void is_refused_where_either_blocks_the_other() {
            given(BEN.blocks(ANN, 1, 1));
            assertThat(when(ANN.writesTo(BEN, 2))).isEqualTo(rejected(ANN, 2, BLOCKED));
            assertThat(when(BEN.writesTo(ANN, 3))).isEqualTo(rejected(BEN, 3, BLOCKED));
        }

        @Test
        void is_created_after_the_block_was_lifted() {
            given(BEN.blocks(ANN, 1, 1), BEN.unblocks(ANN, 2, 2));
            assertThat(when(ANN.writesTo(BEN, 3)).event()).isPresent();
        }

        @Test
        void with_oneself_is_not_allowed() {
            assertThat(when(ANN.writesTo(ANN, 1))).isEqualTo(rejected(ANN, 1, NOT_ALLOWED));
        }

        @Test
        void with_someone_unknown_is_refused() {
            assertThat(when(ANN.asksForSomeoneUnknown(1))).isEqualTo(rejected(ANN, 1, UNKNOWN_USER));
        }

        @Test
        void created_again_under_the_same_client_id_changes_nothing() {
            given(ANN.writesTo(BEN, 1, clientId(9)));
            assertThat(when(ANN.writesTo(BEN, 1, clientId(9)))).isEqualTo(repeated(commandId(1)));
        }

        @Test
        void shown_again_under_the_same_client_id_changes_nothing() {
            given(ANN.writesTo(BEN, 1), BEN.writesTo(ANN, 2, clientId(9)));
            assertThat(when(BEN.writesTo(ANN, 2, clientId(9)))).isEqualTo(repeated(commandId(2)));
        }

        @Test
        void under_a_client_id_that_stands_for_another_command_is_refused() {
            given(ANN.writesTo(BEN, 1, clientId(9)));
            assertThat(when(ANN.writesTo(BEN, 2, clientId(9)))).isEqualTo(rejected(ANN, 2, CLIENT_MESSAGE_ID_REUSED));
        }

        @Test
        void whose_command_comes_twice_without_a_client_id_is_told_once() {
            given(ANN.writesTo(BEN, 1));
            assertThat(when(ANN.writesTo(BEN, 1))).isEqualTo(repeated(commandId(1)));
        }

        @Test
        void has_the_id_of_its_two_users() {
            var forged = ANN.writesTo(BEN, 1);
            assertThatIllegalArgumentException().isThrownBy(() -> when(withId(forged, direct(BEN, CLEO))));
        }

        @Test
        void has_one_other_user() {
            var three = withMembers(ANN.writesTo(BEN, 1), BEN, CLEO);
            assertThatIllegalArgumentException().isThrownBy(() -> when(three));
        }
    }

    @Nested
    class A_group {
        @Test
        void belongs_to_its_creator_and_is_told_to_all() {
            var decision = when(ANN.gathers(TEA, 1, BEN, CLEO));

            var created = created(TEA, Kind.GROUP, 1, ANN, ANN.as(OWNER), BEN.as(MEMBER), CLEO.as(MEMBER));
            assertThat(decision.event()).contains(created);
            assertThat(decision.deliveries())
                    .containsExactly(
                            to(ANN, created), to(BEN, created.withoutCommand()), to(CLEO, created.withoutCommand()));
        }

        @Test
        void has_each_member_once() {
            assertThat(when(ANN.gathers(TEA, 1, BEN, ANN, BEN)).event())
                    .contains(created(TEA, Kind.GROUP, 1, ANN, ANN.as(OWNER), BEN.as(MEMBER)));
        }

        @Test
        void has_no_more_members_than_allowed() {
            var dan = new Actor(new UserId(Actor.uuid(0xD)), "dan");
            assertThat(when(ANN.gathers(TEA, 1, BEN, CLEO, dan))).isEqualTo(rejected(ANN, 1, TOO_MANY_MEMBERS));
        }

        @Test
        void that_is_created_again_by_the_same_command_stays_as_it_is() {
            given(ANN.gathers(TEA, 1, BEN));
            assertThat(when(ANN.gathers(TEA, 1, BEN))).isEqualTo(repeated(commandId(1)));
        }

        @Test
        void that_is_created_again_by_another_command_is_refused() {
            given(ANN.gathers(TEA, 1, BEN));
            assertThat(when(ANN.gathers(TEA, 2, BEN, CLEO))).isEqualTo(rejected(ANN, 2, CLIENT_MESSAGE_ID_REUSED));
        }

        @Test
        void is_open_to_people_who_block_each_other() {
            given(ANN.gathers(TEA, 1, BEN));
            memory.block(TEA, Blocks.NONE.with(new Block(BEN.id(), 1, true)));
            assertThat(when(ANN.says("hello", TEA, 1)).event()).contains(sent(ANN.says("hello", TEA, 1), 1));
        }
    }

    @Nested
    class A_message {
        @Test
        void gets_the_next_seq_and_goes_to_every_member_its_command_to_the_sender_alone() {
            given(ANN.writesTo(BEN, 1), BEN.says("hi", ANN_AND_BEN, 1));
            var decision = when(ANN.says("hello", ANN_AND_BEN, 2));

            var sent = sent(ANN.says("hello", ANN_AND_BEN, 2), 2);
            assertThat(decision.event()).contains(sent);
            assertThat(decision.deliveries()).containsExactly(to(ANN, sent), to(BEN, sent.withoutCommand()));
        }

        @Test
        void sent_again_returns_the_first_seq() {
            given(ANN.writesTo(BEN, 1), ANN.says("hello", ANN_AND_BEN, 1), ANN.says("more", ANN_AND_BEN, 2));
            var again = ANN.says("hello", ANN_AND_BEN, 1);
            assertThat(when(again)).isEqualTo(new Repeated(again.commandId(), Optional.of(new Seq(1))));
        }

        @Test
        void sent_again_returns_the_first_seq_even_after_a_block_or_after_leaving() {
            given(ANN.writesTo(BEN, 1), ANN.says("hello", ANN_AND_BEN, 1), BEN.blocks(ANN, 1, 2));
            memory.leave(ANN.id());
            var again = ANN.says("hello", ANN_AND_BEN, 1);
            assertThat(when(again)).isEqualTo(new Repeated(again.commandId(), Optional.of(new Seq(1))));
        }

        @Test
        void under_a_client_id_that_stands_for_another_text_is_refused() {
            given(ANN.writesTo(BEN, 1), ANN.says("hello", ANN_AND_BEN, 1));
            var other = ANN.says("goodbye", ANN_AND_BEN, 1);
            assertThat(when(other)).isEqualTo(rejected(ANN, other.commandId(), CLIENT_MESSAGE_ID_REUSED));
        }

        @Test
        void may_have_the_client_id_of_another_sender_or_of_the_conversation() {
            given(ANN.writesTo(BEN, 1, clientId(1)), BEN.says("hi", ANN_AND_BEN, 1));
            assertThat(when(ANN.says("hello", ANN_AND_BEN, 1)).event())
                    .contains(sent(ANN.says("hello", ANN_AND_BEN, 1), 2));
        }

        @Test
        void that_was_refused_is_decided_anew() {
            given(
                    ANN.writesTo(BEN, 1),
                    BEN.blocks(ANN, 1, 2),
                    ANN.says("hello", ANN_AND_BEN, 1),
                    BEN.unblocks(ANN, 2, 3));
            assertThat(when(ANN.says("hello", ANN_AND_BEN, 1)).event())
                    .contains(sent(ANN.says("hello", ANN_AND_BEN, 1), 1));
        }

        @Test
        void is_refused_where_either_blocks_the_other() {
            given(ANN.writesTo(BEN, 1), BEN.blocks(ANN, 1, 2));
            var fromAnn = ANN.says("hello", ANN_AND_BEN, 1);
            var fromBen = BEN.says("hello", ANN_AND_BEN, 1);
            assertThat(when(fromAnn)).isEqualTo(rejected(ANN, fromAnn.commandId(), BLOCKED));
            assertThat(when(fromBen)).isEqualTo(rejected(BEN, fromBen.commandId(), BLOCKED));
        }

        @Test
        void leaves_no_gap_for_one_that_was_refused() {
            given(ANN.writesTo(BEN, 1), ANN.says("one", ANN_AND_BEN, 1), CLEO.says("psst", ANN_AND_BEN, 1));
            assertThat(when(ANN.says("two", ANN_AND_BEN, 2)).event())
                    .contains(sent(ANN.says("two", ANN_AND_BEN, 2), 2));
        }

        @Test
        void to_a_conversation_that_is_not_there_is_refused() {
            var hello = ANN.says("hello", ANN_AND_BEN, 1);
            assertThat(when(hello)).isEqualTo(rejected(ANN, hello.commandId(), UNKNOWN_CONVERSATION));
        }

        @Test
        void by_who_never_was_a_member_is_refused_as_if_there_were_no_conversation() {
            given(ANN.writesTo(BEN, 1));
            var psst = CLEO.says("psst", ANN_AND_BEN, 1);
            assertThat(when(psst)).isEqualTo(rejected(CLEO, psst.commandId(), UNKNOWN_CONVERSATION));
        }

        @Test
        void by_who_has_left_is_refused_as_not_a_members() {
            given(ANN.gathers(TEA, 1, BEN, CLEO));
            memory.leave(CLEO.id());
            var late = CLEO.says("wait", TEA, 1);
            assertThat(when(late)).isEqualTo(rejected(CLEO, late.commandId(), NOT_A_MEMBER));
            assertThat(when(ANN.says("gone", TEA, 1)).deliveries())
                    .extracting(Deliver::userId)
                    .containsExactly(ANN.id(), BEN.id());
        }

        @Test
        void may_answer_one_that_is_there_and_no_other() {
            given(ANN.writesTo(BEN, 1), ANN.says("well?", ANN_AND_BEN, 1));
            var toItself = BEN.replies("hm", ANN_AND_BEN, 1, 2);
            assertThat(when(toItself)).isEqualTo(rejected(BEN, toItself.commandId(), UNKNOWN_MESSAGE));
            var toFirst = BEN.replies("yes", ANN_AND_BEN, 2, 1);
            assertThat(when(toFirst).event()).contains(sent(toFirst, 2));
        }

        @Test
        void that_answers_where_nothing_was_said_is_refused() {
            given(ANN.writesTo(BEN, 1));
            var reply = BEN.replies("hm", ANN_AND_BEN, 1, 1);
            assertThat(when(reply)).isEqualTo(rejected(BEN, reply.commandId(), UNKNOWN_MESSAGE));
        }
    }

    @Nested
    class A_read_mark {
        @Test
        void is_told_to_all_members_its_command_to_the_reader_alone() {
            given(ANN.writesTo(BEN, 1), ANN.says("one", ANN_AND_BEN, 1), ANN.says("two", ANN_AND_BEN, 2));
            var decision = when(BEN.reads(ANN_AND_BEN, 1));

            var read = read(BEN, 1, 1);
            assertThat(decision.event()).contains(read);
            assertThat(decision.deliveries()).containsExactly(to(ANN, read.withoutCommand()), to(BEN, read));
        }

        @Test
        void past_the_end_counts_as_the_end() {
            given(ANN.writesTo(BEN, 1), ANN.says("one", ANN_AND_BEN, 1));
            assertThat(when(BEN.reads(ANN_AND_BEN, 99)).event()).contains(read(BEN, 99, 1));
            assertThat(when(BEN.reads(ANN_AND_BEN, 98))).isEqualTo(new Unchanged());
        }

        @Test
        void only_rises() {
            given(ANN.writesTo(BEN, 1), ANN.says("one", ANN_AND_BEN, 1), ANN.says("two", ANN_AND_BEN, 2));
            given(BEN.reads(ANN_AND_BEN, 2));
            assertThat(when(BEN.reads(ANN_AND_BEN, 2))).isEqualTo(new Unchanged());
            assertThat(when(BEN.reads(ANN_AND_BEN, 1))).isEqualTo(new Unchanged());
            assertThat(when(ANN.reads(ANN_AND_BEN, 1)).event()).contains(read(ANN, 1, 1));
        }

        @Test
        void is_nothing_where_nothing_was_said() {
            given(ANN.writesTo(BEN, 1));
            assertThat(when(BEN.reads(ANN_AND_BEN, 1))).isEqualTo(new Unchanged());
        }

        @Test
        void is_for_members() {
            given(ANN.writesTo(BEN, 1), ANN.says("one", ANN_AND_BEN, 1));
            var mark = CLEO.reads(ANN_AND_BEN, 1);
            assertThat(when(mark)).isEqualTo(rejected(CLEO, mark.commandId(), UNKNOWN_CONVERSATION));
        }
    }

    @Nested
    class A_block {
        @Test
        void is_told_to_the_blocker_alone() {
            var decision = when(BEN.blocks(ANN, 1, 7));
            assertThat(decision.event()).isEmpty();
            assertThat(decision.deliveries()).containsExactly(to(BEN, applied(ANN, 7)));
        }

        @Test
        void that_capture_knows_first_is_told_without_a_command_and_again_when_the_command_comes() {
            var block = BEN.blocks(ANN, 1, 7);
            assertThat(when(captured(block)).deliveries())
                    .containsExactly(to(BEN, applied(ANN, 7).withoutCommand()));
            assertThat(when(block).deliveries()).containsExactly(to(BEN, applied(ANN, 7)));
        }

        @Test
        void that_capture_tells_later_changes_nothing() {
            var block = BEN.blocks(ANN, 1, 7);
            given(block);
            assertThat(when(captured(block))).isEqualTo(new Unchanged());
        }

        @Test
        void is_not_brought_back_by_what_is_older() {
            given(BEN.blocks(ANN, 1, 7), BEN.unblocks(ANN, 2, 8));
            assertThat(when(captured(BEN.blocks(ANN, 1, 7)))).isEqualTo(new Unchanged());
            assertThat(when(ANN.writesTo(BEN, 9)).event()).isPresent();
        }

        @Test
        void that_was_overtaken_is_answered_with_what_holds() {
            given(captured(BEN.unblocks(ANN, 2, 8)));
            assertThat(when(BEN.blocks(ANN, 1, 7)).deliveries()).containsExactly(to(BEN, lifted(ANN, 7)));
            assertThat(when(ANN.writesTo(BEN, 9)).event()).isPresent();
        }

        @Test
        void that_holds_already_is_news_only_to_who_asked() {
            given(BEN.blocks(ANN, 1, 7));
            assertThat(when(captured(BEN.blocks(ANN, 2, 8))).deliveries()).isEmpty();
            assertThat(when(BEN.blocks(ANN, 3, 9)).deliveries()).containsExactly(to(BEN, applied(ANN, 9)));
        }

        @Test
        void that_was_lifted_before_it_was_known_is_no_news() {
            assertThat(when(captured(BEN.unblocks(ANN, 2, 8))).deliveries()).isEmpty();
        }

        @Test
        void in_one_direction_says_nothing_of_the_other() {
            given(BEN.blocks(ANN, 1, 1), ANN.blocks(BEN, 1, 2), BEN.unblocks(ANN, 2, 3));
            assertThat(when(ANN.writesTo(BEN, 4))).isEqualTo(rejected(ANN, 4, BLOCKED));
        }

        @Test
        void has_the_id_of_the_two_users_direct_conversation() {
            var forged = new SetBlock(Optional.empty(), TEA, BEN.id(), ANN.id(), 1, true);
            assertThatIllegalArgumentException().isThrownBy(() -> when(forged));
        }
    }

    @Test
    void a_repeat_wins_over_every_reason_to_refuse() {
        given(ANN.gathers(TEA, 1, BEN));
        var again = new CreateConversation(
                commandId(1),
                TEA,
                Optional.empty(),
                Kind.GROUP,
                Optional.of("Tea"),
                History.JOINED,
                ANN.profile(),
                List.of(),
                List.of(BEN.id())); // whose account is gone meanwhile
        assertThat(when(again)).isEqualTo(repeated(commandId(1)));
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

    private static Deliver to(Actor actor, UserEvent event) {
        return new Deliver(actor.id(), event);
    }

    private static ConversationCreated created(ConversationId id, Kind kind, int command, Actor by, Member... members) {
        return new ConversationCreated(
                NOW,
                Optional.of(commandId(command)),
                id,
                kind,
                kind == Kind.GROUP ? Optional.of("Tea") : Optional.empty(),
                History.JOINED,
                by.id(),
                List.of(members));
    }

    private static MessageSent sent(SendMessage command, long seq) {
        return new MessageSent(
                NOW,
                Optional.of(command.commandId()),
                command.conversationId(),
                new Seq(seq),
                MessageId.from(command.commandId()),
                command.clientMessageId(),
                command.senderId(),
                command.text(),
                command.replyTo());
    }

    private static ConversationRead read(Actor reader, long asked, long seq) {
        return new ConversationRead(
                NOW, Optional.of(reader.reads(ANN_AND_BEN, asked).commandId()), ANN_AND_BEN, reader.id(), new Seq(seq));
    }

    private static BlockApplied applied(Actor blocked, int command) {
        return new BlockApplied(NOW, Optional.of(commandId(command)), blocked.id());
    }

    private static BlockLifted lifted(Actor blocked, int command) {
        return new BlockLifted(NOW, Optional.of(commandId(command)), blocked.id());
    }

    private static Repeated repeated(CommandId command) {
        return new Repeated(command, Optional.empty());
    }

    private static Rejected rejected(Actor by, int command, RejectionCode code) {
        return rejected(by, commandId(command), code);
    }

    private static Rejected rejected(Actor by, CommandId command, RejectionCode code) {
        return new Rejected(by.id(), new UserEvent.CommandRejected(NOW, Optional.of(command), code, DETAILS.get(code)));
    }

    private static CreateConversation withId(CreateConversation command, ConversationId id) {
        return new CreateConversation(
                command.commandId(),
                id,
                command.clientId(),
                command.kind(),
                command.title(),
                command.history(),
                command.creator(),
                command.members(),
                command.unknownUserIds());
    }

    private static CreateConversation withMembers(CreateConversation command, Actor... members) {
        return new CreateConversation(
                command.commandId(),
                command.conversationId(),
                command.clientId(),
                command.kind(),
                command.title(),
                command.history(),
                command.creator(),
                Arrays.stream(members).map(Actor::profile).toList(),
                command.unknownUserIds());
    }
}
