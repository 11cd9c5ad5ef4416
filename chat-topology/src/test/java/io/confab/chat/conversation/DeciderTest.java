package io.confab.chat.conversation;

import static io.confab.chat.Facts.created;
import static io.confab.chat.Facts.sent;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.CLIENT_MESSAGE_ID_REUSED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.NOT_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.TOO_MANY_MEMBERS;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_CONVERSATION;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_MESSAGE;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_USER;
import static io.confab.testkit.ChatCommands.block;
import static io.confab.testkit.ChatCommands.blocks;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.directWithUnknown;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.leave;
import static io.confab.testkit.ChatCommands.matched;
import static io.confab.testkit.ChatCommands.message;
import static io.confab.testkit.ChatCommands.mute;
import static io.confab.testkit.ChatCommands.read;
import static io.confab.testkit.ChatCommands.reply;
import static io.confab.testkit.ChatCommands.unblocks;
import static io.confab.testkit.ChatCommands.unmute;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.chat.Facts;
import io.confab.chat.conversation.Blocks.Block;
import io.confab.chat.conversation.Decision.Repeated;
import io.confab.chat.conversation.Decision.Unchanged;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.event.UserEvent.BlockLifted;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.testkit.User;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());
    private static final ConversationId TEA = group("Tea", ANN).conversationId();

    private static final Map<RejectionCode, String> DETAILS = Map.of(
            BLOCKED, "one of you has blocked the other",
            CLIENT_MESSAGE_ID_REUSED, "the id stands for something else already",
            NOT_ALLOWED, "a direct conversation is with another user",
            NOT_A_MEMBER, "you have left the conversation",
            TOO_MANY_MEMBERS, "a group has at most 3 members",
            UNKNOWN_CONVERSATION, "there is no such conversation",
            UNKNOWN_MESSAGE, "the message that this answers is not there",
            UNKNOWN_USER, "someone asked for has no account");

    private final Decider decider = new Decider(Memory.limits(3));
    private final Memory memory = new Memory();

    @Nested
    class A_direct_conversation {
        @Test
        void is_created_once_and_told_to_both_its_command_to_the_creator_alone() {
            var decision = when(direct(ANN, BEN));

            var created = created(direct(ANN, BEN), NOW);
            assertThat(decision.event()).contains(created);
            assertThat(decision.deliveries()).containsExactly(to(ANN, created), to(BEN, created.withoutCommand()));
        }

        @Test
        void that_exists_is_shown_as_it_was_made_to_who_asks_alone() {
            given(direct(ANN, BEN));
            assertShown(when(direct(BEN, ANN)), BEN, direct(BEN, ANN).commandId());
        }

        @Test
        void that_exists_is_shown_even_where_one_blocks_the_other() {
            given(direct(ANN, BEN), blocks(BEN, ANN));
            var asked = numbered(direct(ANN, BEN), 2);
            assertShown(when(asked), ANN, asked.commandId());
        }

        @Test
        void that_exists_is_shown_to_both_whom_a_pool_has_matched() {
            given(direct(BEN, ANN));
            var matched = matched(ANN, BEN);

            var decision = when(matched);

            var shown = new ConversationCreated(
                    NOW,
                    Optional.of(matched.commandId()),
                    matched.conversationId(),
                    Kind.DIRECT,
                    Optional.empty(),
                    History.JOINED,
                    BEN.id(),
                    created(direct(BEN, ANN), NOW).members(),
                    Optional.empty());
            assertThat(decision.event()).isEmpty();
            assertThat(decision.deliveries()).containsExactly(to(BEN, shown.withoutCommand()), to(ANN, shown));
        }

        private void assertShown(Decision decision, User to, CommandId command) {
            var made = created(direct(ANN, BEN), NOW);
            var shown = new ConversationCreated(
                    NOW,
                    Optional.of(command),
                    made.conversationId(),
                    made.kind(),
                    made.title(),
                    made.history(),
                    ANN.id(),
                    made.members(),
                    Optional.empty());
            assertThat(decision.event()).isEmpty();
            assertThat(decision.deliveries()).containsExactly(to(to, shown));
        }

        @Test
        void is_refused_where_either_blocks_the_other() {
            given(blocks(BEN, ANN));
            assertRejected(when(direct(ANN, BEN)), ANN, direct(ANN, BEN).commandId(), BLOCKED);
            assertRejected(when(direct(BEN, ANN)), BEN, direct(BEN, ANN).commandId(), BLOCKED);
        }

        @Test
        void is_created_after_the_block_was_lifted() {
            given(blocks(BEN, ANN), unblocks(BEN, ANN, 2));
            assertThat(when(direct(ANN, BEN)).event()).contains(created(direct(ANN, BEN), NOW));
        }

        @Test
        void with_oneself_is_not_allowed() {
            assertRejected(when(direct(ANN, ANN)), ANN, direct(ANN, ANN).commandId(), NOT_ALLOWED);
        }

        @Test
        void with_someone_unknown_is_refused() {
            var nobody = new UserId(Uuids.derived("nobody"));
            var command = directWithUnknown(ANN, nobody);
            assertRejected(when(command), ANN, command.commandId(), UNKNOWN_USER);
        }

        @Test
        void created_again_under_the_same_client_id_changes_nothing() {
            var named = named(direct(ANN, BEN), "us");
            given(named);
            assertThat(when(named)).isEqualTo(repeated(named));
        }

        @Test
        void shown_again_under_the_same_client_id_changes_nothing() {
            var named = named(direct(BEN, ANN), "us");
            given(direct(ANN, BEN), named);
            assertThat(when(named)).isEqualTo(repeated(named));
        }

        @Test
        void under_a_client_id_that_stands_for_another_command_is_refused() {
            given(named(direct(ANN, BEN), "us"));
            var other = numbered(named(direct(ANN, BEN), "us"), 2);
            assertRejected(when(other), ANN, other.commandId(), CLIENT_MESSAGE_ID_REUSED);
        }

        @Test
        void whose_command_comes_twice_without_a_client_id_is_told_once() {
            given(direct(ANN, BEN));
            assertThat(when(direct(ANN, BEN))).isEqualTo(repeated(direct(ANN, BEN)));
        }

        @Test
        void has_the_id_of_its_two_users() {
            var forged = withId(direct(ANN, BEN), ConversationId.direct(BEN.id(), CLEO.id()));
            assertThatIllegalArgumentException().isThrownBy(() -> when(forged));
        }

        @Test
        void has_one_other_user() {
            var three = withMembers(direct(ANN, BEN), BEN, CLEO);
            assertThatIllegalArgumentException().isThrownBy(() -> when(three));
            var alone = withMembers(direct(ANN, BEN));
            assertThatIllegalArgumentException().isThrownBy(() -> when(alone));
        }
    }

    @Nested
    class A_group {
        @Test
        void belongs_to_its_creator_and_is_told_to_all() {
            var decision = when(group("Tea", ANN, BEN, CLEO));

            var created = created(group("Tea", ANN, BEN, CLEO), NOW);
            assertThat(decision.event()).contains(created);
            assertThat(decision.deliveries())
                    .containsExactly(
                            to(ANN, created), to(BEN, created.withoutCommand()), to(CLEO, created.withoutCommand()));
        }

        @Test
        void has_each_member_once() {
            assertThat(when(group("Tea", ANN, BEN, ANN, BEN)).event()).contains(created(group("Tea", ANN, BEN), NOW));
        }

        @Test
        void has_no_more_members_than_allowed() {
            var four = group("Tea", ANN, BEN, CLEO, User.number(4));
            assertRejected(when(four), ANN, four.commandId(), TOO_MANY_MEMBERS);
        }

        @Test
        void is_not_made_with_someone_unknown() {
            var command = withUnknown(group("Tea", ANN, BEN), CLEO);
            assertRejected(when(command), ANN, command.commandId(), UNKNOWN_USER);
        }

        @Test
        void that_is_created_again_by_the_same_command_stays_as_it_is() {
            given(unnamed(group("Tea", ANN, BEN)));
            assertThat(when(unnamed(group("Tea", ANN, BEN)))).isEqualTo(repeated(group("Tea", ANN, BEN)));
        }

        @Test
        void that_is_created_again_by_another_command_is_refused() {
            given(unnamed(group("Tea", ANN, BEN)));
            var other = numbered(unnamed(group("Tea", ANN, BEN, CLEO)), 2);
            assertRejected(when(other), ANN, other.commandId(), CLIENT_MESSAGE_ID_REUSED);
        }

        @Test
        void is_open_to_people_who_block_each_other() {
            given(group("Tea", ANN, BEN));
            memory.block(TEA, Blocks.NONE.with(new Block(BEN.id(), 1, true)));
            assertThat(when(ANN.says("hello", TEA)).event()).contains(sent(ANN.says("hello", TEA), 1, NOW));
        }
    }

    @Nested
    class A_message {
        @Test
        void gets_the_next_seq_and_goes_to_every_member_its_command_to_the_sender_alone() {
            given(direct(ANN, BEN), BEN.says("hi", ANN));
            var decision = when(ANN.says("hello", BEN));

            var sent = sent(ANN.says("hello", BEN), 2, NOW);
            assertThat(decision.event()).contains(sent);
            assertThat(decision.deliveries()).containsExactly(to(ANN, sent), to(BEN, sent.withoutCommand()));
        }

        @Test
        void sent_again_returns_the_first_seq() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), ANN.says("more", BEN));
            assertThat(when(ANN.says("hello", BEN)))
                    .isEqualTo(new Repeated(ANN.says("hello", BEN).commandId(), Optional.of(new Seq(1))));
        }

        @Test
        void sent_again_returns_the_first_seq_even_after_a_block_and_after_leaving() {
            given(direct(ANN, BEN), ANN.says("hello", BEN), blocks(BEN, ANN));
            given(leave(ANN, ANN_AND_BEN));
            assertThat(when(ANN.says("hello", BEN)))
                    .isEqualTo(new Repeated(ANN.says("hello", BEN).commandId(), Optional.of(new Seq(1))));
        }

        @Test
        void under_a_client_id_that_stands_for_another_text_is_refused() {
            given(direct(ANN, BEN), message(ANN, ANN_AND_BEN, "m1", "hello"));
            var other = message(ANN, ANN_AND_BEN, "m1", "goodbye");
            assertRejected(when(other), ANN, other.commandId(), CLIENT_MESSAGE_ID_REUSED);
        }

        @Test
        void may_have_the_client_id_of_another_sender_or_of_the_conversation() {
            given(named(direct(ANN, BEN), "m1"), message(BEN, ANN_AND_BEN, "m1", "hi"));
            var hello = message(ANN, ANN_AND_BEN, "m1", "hello");
            assertThat(when(hello).event()).contains(sent(hello, 2, NOW));
        }

        @Test
        void that_was_refused_is_decided_anew() {
            given(direct(ANN, BEN), blocks(BEN, ANN), ANN.says("hello", BEN), unblocks(BEN, ANN, 2));
            assertThat(when(ANN.says("hello", BEN)).event()).contains(sent(ANN.says("hello", BEN), 1, NOW));
        }

        @Test
        void is_refused_where_either_blocks_the_other() {
            given(direct(ANN, BEN), blocks(BEN, ANN));
            assertRejected(
                    when(ANN.says("hello", BEN)), ANN, ANN.says("hello", BEN).commandId(), BLOCKED);
            assertRejected(
                    when(BEN.says("hello", ANN)), BEN, BEN.says("hello", ANN).commandId(), BLOCKED);
        }

        @Test
        void leaves_no_gap_for_one_that_was_refused() {
            given(direct(ANN, BEN), ANN.says("one", BEN), CLEO.says("psst", ANN_AND_BEN));
            assertThat(when(ANN.says("two", BEN)).event()).contains(sent(ANN.says("two", BEN), 2, NOW));
        }

        @Test
        void to_a_conversation_that_is_not_there_is_refused() {
            assertRejected(
                    when(ANN.says("hello", BEN)), ANN, ANN.says("hello", BEN).commandId(), UNKNOWN_CONVERSATION);
        }

        @Test
        void by_who_never_was_a_member_is_refused_as_if_there_were_no_conversation() {
            given(direct(ANN, BEN));
            var psst = CLEO.says("psst", ANN_AND_BEN);
            assertRejected(when(psst), CLEO, psst.commandId(), UNKNOWN_CONVERSATION);
        }

        @Test
        void by_who_has_left_is_refused_as_not_a_members_and_goes_to_that_user_no_more() {
            given(group("Tea", ANN, BEN, CLEO));
            given(leave(CLEO, TEA));
            var late = CLEO.says("wait", TEA);
            assertRejected(when(late), CLEO, late.commandId(), NOT_A_MEMBER);
            assertThat(when(ANN.says("gone", TEA)).deliveries())
                    .extracting(Deliver::userId)
                    .containsExactly(ANN.id(), BEN.id());
        }

        @Test
        void may_answer_one_that_is_there_and_no_other() {
            given(direct(ANN, BEN), ANN.says("well?", BEN));
            var toItself = reply(BEN, ANN_AND_BEN, "hm", new Seq(2));
            assertRejected(when(toItself), BEN, toItself.commandId(), UNKNOWN_MESSAGE);
            var toFirst = reply(BEN, ANN_AND_BEN, "yes", new Seq(1));
            assertThat(when(toFirst).event()).contains(sent(toFirst, 2, NOW));
        }

        @Test
        void that_answers_where_nothing_was_said_is_refused() {
            given(direct(ANN, BEN));
            var reply = reply(BEN, ANN_AND_BEN, "hm", new Seq(1));
            assertRejected(when(reply), BEN, reply.commandId(), UNKNOWN_MESSAGE);
        }
    }

    @Nested
    class A_read_mark {
        @Test
        void is_told_to_all_members_its_command_to_the_reader_alone() {
            given(direct(ANN, BEN), ANN.says("one", BEN), ANN.says("two", BEN));
            var mark = read(BEN, ANN_AND_BEN, new Seq(1));
            var decision = when(mark);

            var read = Facts.read(mark, 1, NOW);
            assertThat(decision.event()).contains(read);
            assertThat(decision.deliveries()).containsExactly(to(ANN, read.withoutCommand()), to(BEN, read));
        }

        @Test
        void past_the_end_counts_as_the_end() {
            given(direct(ANN, BEN), ANN.says("one", BEN));
            var far = read(BEN, ANN_AND_BEN, new Seq(99));
            assertThat(when(far).event()).contains(Facts.read(far, 1, NOW));
            assertThat(when(read(BEN, ANN_AND_BEN, new Seq(98)))).isEqualTo(new Unchanged());
        }

        @Test
        void only_rises_and_is_each_users_own() {
            given(direct(ANN, BEN), ANN.says("one", BEN), ANN.says("two", BEN), read(BEN, ANN_AND_BEN, new Seq(2)));
            assertThat(when(read(BEN, ANN_AND_BEN, new Seq(2)))).isEqualTo(new Unchanged());
            assertThat(when(read(BEN, ANN_AND_BEN, new Seq(1)))).isEqualTo(new Unchanged());
            var anns = read(ANN, ANN_AND_BEN, new Seq(1));
            assertThat(when(anns).event()).contains(Facts.read(anns, 1, NOW));
        }

        @Test
        void is_nothing_where_nothing_was_said() {
            given(direct(ANN, BEN));
            assertThat(when(read(BEN, ANN_AND_BEN, new Seq(1)))).isEqualTo(new Unchanged());
        }

        @Test
        void is_for_members() {
            given(direct(ANN, BEN), ANN.says("one", BEN));
            var mark = read(CLEO, ANN_AND_BEN, new Seq(1));
            assertRejected(when(mark), CLEO, mark.commandId(), UNKNOWN_CONVERSATION);
        }
    }

    @Nested
    class A_mute {
        private final Mute forAnHour = mute(BEN, ANN_AND_BEN, NOW.plusSeconds(3_600));

        @Test
        void is_told_to_who_mutes_alone() {
            given(direct(ANN, BEN));
            var decision = when(forAnHour);

            var muted = Facts.muted(forAnHour, 1, NOW);
            assertThat(decision.event()).contains(muted);
            assertThat(decision.deliveries()).containsExactly(to(BEN, muted));
        }

        @Test
        void of_each_user_is_counted_so_that_the_latest_word_is_known() {
            given(direct(ANN, BEN), forAnHour);
            var lifted = unmute(BEN, ANN_AND_BEN);
            assertThat(when(lifted).event()).contains(Facts.muted(lifted, 2, NOW));
            assertThat(when(forAnHour).event()).contains(Facts.muted(forAnHour, 3, NOW));
            var anns = mute(ANN, ANN_AND_BEN, NOW.plusSeconds(60));
            assertThat(when(anns).event()).contains(Facts.muted(anns, 1, NOW));
        }

        @Test
        void that_is_lifted_where_there_is_none_is_told_to_who_asks_all_the_same() {
            given(direct(ANN, BEN));
            var lifted = unmute(BEN, ANN_AND_BEN);
            assertThat(when(lifted).deliveries()).containsExactly(to(BEN, Facts.muted(lifted, 1, NOW)));
        }

        @Test
        void that_is_over_before_it_is_decided_is_none() {
            given(direct(ANN, BEN));
            var over = mute(BEN, ANN_AND_BEN, NOW);
            var none = new Mute(over.commandId(), ANN_AND_BEN, BEN.id(), Optional.empty());
            assertThat(when(over).event()).contains(Facts.muted(none, 1, NOW));
        }

        @Test
        void is_for_members() {
            given(direct(ANN, BEN));
            var strangers = mute(CLEO, ANN_AND_BEN, NOW.plusSeconds(60));
            assertRejected(when(strangers), CLEO, strangers.commandId(), UNKNOWN_CONVERSATION);
        }

        @Test
        void is_not_for_who_has_left() {
            given(group("Tea", ANN, BEN), leave(BEN, TEA));
            var late = mute(BEN, TEA, NOW.plusSeconds(60));
            assertRejected(when(late), BEN, late.commandId(), NOT_A_MEMBER);
        }
    }

    @Nested
    class A_block {
        @Test
        void is_told_to_the_blocker_alone() {
            var decision = when(blocks(BEN, ANN));
            assertThat(decision.event()).isEmpty();
            assertThat(decision.deliveries()).containsExactly(to(BEN, applied(blocks(BEN, ANN))));
        }

        @Test
        void that_capture_knows_first_is_told_without_a_command_and_again_when_the_command_comes() {
            assertThat(when(captured(blocks(BEN, ANN))).deliveries())
                    .containsExactly(to(BEN, applied(captured(blocks(BEN, ANN)))));
            assertThat(when(blocks(BEN, ANN)).deliveries()).containsExactly(to(BEN, applied(blocks(BEN, ANN))));
        }

        @Test
        void that_capture_tells_later_changes_nothing() {
            given(blocks(BEN, ANN));
            assertThat(when(captured(blocks(BEN, ANN)))).isEqualTo(new Unchanged());
        }

        @Test
        void is_not_brought_back_by_what_is_older() {
            given(blocks(BEN, ANN), unblocks(BEN, ANN, 2));
            assertThat(when(captured(blocks(BEN, ANN)))).isEqualTo(new Unchanged());
            assertThat(when(direct(ANN, BEN)).event()).isPresent();
        }

        @Test
        void that_was_overtaken_is_answered_with_what_holds() {
            given(captured(unblocks(BEN, ANN, 2)));
            assertThat(when(blocks(BEN, ANN)).deliveries()).containsExactly(to(BEN, lifted(blocks(BEN, ANN))));
            assertThat(when(direct(ANN, BEN)).event()).isPresent();
        }

        @Test
        void that_holds_already_is_news_only_to_who_asked() {
            given(blocks(BEN, ANN));
            assertThat(when(captured(block(BEN, ANN, 2, true))).deliveries()).isEmpty();
            assertThat(when(block(BEN, ANN, 3, true)).deliveries())
                    .containsExactly(to(BEN, applied(block(BEN, ANN, 3, true))));
        }

        @Test
        void that_was_lifted_before_it_was_known_is_no_news() {
            assertThat(when(captured(unblocks(BEN, ANN, 2))).deliveries()).isEmpty();
        }

        @Test
        void in_one_direction_says_nothing_of_the_other() {
            given(blocks(BEN, ANN), blocks(ANN, BEN), unblocks(BEN, ANN, 2));
            assertRejected(when(direct(ANN, BEN)), ANN, direct(ANN, BEN).commandId(), BLOCKED);
        }

        @Test
        void has_the_id_of_the_two_users_direct_conversation() {
            var forged = new SetBlock(Optional.empty(), TEA, BEN.id(), ANN.id(), 1, true);
            assertThatIllegalArgumentException().isThrownBy(() -> when(forged));
            assertThatIllegalArgumentException().isThrownBy(() -> when(blocks(BEN, BEN)));
        }
    }

    @Nested
    class A_repeat {
        @Test
        void wins_over_every_reason_to_refuse() {
            given(group("Tea", ANN, BEN));
            var again = withUnknown(group("Tea", ANN), BEN); // whose account is gone meanwhile
            assertThat(when(again)).isEqualTo(repeated(again));
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

    private static Deliver to(User user, UserEvent event) {
        return new Deliver(user.id(), event);
    }

    private static void assertRejected(Decision decision, User by, CommandId command, RejectionCode code) {
        var rejection = new CommandRejected(NOW, Optional.of(command), code, DETAILS.get(code));
        assertThat(decision).isEqualTo(new Decision.Rejected(by.id(), rejection));
        assertThat(decision.event()).isEmpty();
        assertThat(decision.deliveries()).containsExactly(to(by, rejection));
    }

    private static BlockApplied applied(SetBlock command) {
        return new BlockApplied(NOW, command.commandId(), command.blockedId());
    }

    private static BlockLifted lifted(SetBlock command) {
        return new BlockLifted(NOW, command.commandId(), command.blockedId());
    }

    private static Repeated repeated(CreateConversation command) {
        return new Repeated(command.commandId(), Optional.empty());
    }

    /** As change capture tells it, later and without a command. */
    private static SetBlock captured(SetBlock block) {
        return new SetBlock(
                Optional.empty(),
                block.conversationId(),
                block.blockerId(),
                block.blockedId(),
                block.version(),
                block.active());
    }

    /** The user's {@code number}th command that asks for the same. */
    private static CreateConversation numbered(CreateConversation c, int number) {
        var command = new CommandId(Uuids.derived(c.commandId().toString(), Integer.toString(number)));
        return copy(c, command, c.conversationId(), c.clientId(), c.members(), c.unknownUserIds());
    }

    private static CreateConversation named(CreateConversation c, String name) {
        var clientId = new ClientMessageId(Uuids.derived("client-message", name));
        return copy(c, c.commandId(), c.conversationId(), Optional.of(clientId), c.members(), c.unknownUserIds());
    }

    private static CreateConversation unnamed(CreateConversation c) {
        return copy(c, c.commandId(), c.conversationId(), Optional.empty(), c.members(), c.unknownUserIds());
    }

    private static CreateConversation withId(CreateConversation c, ConversationId id) {
        return copy(c, c.commandId(), id, c.clientId(), c.members(), c.unknownUserIds());
    }

    private static CreateConversation withMembers(CreateConversation c, User... members) {
        var profiles = Arrays.stream(members).map(User::profile).toList();
        return copy(c, c.commandId(), c.conversationId(), c.clientId(), profiles, c.unknownUserIds());
    }

    private static CreateConversation withUnknown(CreateConversation c, User unknown) {
        return copy(c, c.commandId(), c.conversationId(), c.clientId(), c.members(), List.of(unknown.id()));
    }

    private static CreateConversation copy(
            CreateConversation c,
            CommandId command,
            ConversationId id,
            Optional<ClientMessageId> clientId,
            List<Profile> members,
            List<UserId> unknown) {
        return new CreateConversation(
                command, id, clientId, c.matchId(), c.kind(), c.title(), c.history(), c.creator(), members, unknown);
    }
}
