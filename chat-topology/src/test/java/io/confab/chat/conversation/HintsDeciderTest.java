package io.confab.chat.conversation;

import static io.confab.chat.Facts.read;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.NOT_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_CONVERSATION;
import static io.confab.testkit.ChatCommands.blocks;
import static io.confab.testkit.ChatCommands.delivered;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.leave;
import static io.confab.testkit.ChatCommands.readUnseen;
import static io.confab.testkit.ChatCommands.typing;
import static io.confab.testkit.ChatCommands.typingAsked;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.conversation.Decision.Hinted;
import io.confab.chat.conversation.Decision.Unchanged;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.confab.schemas.event.ChatEvent.ConversationDelivered;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.EphemeralEvent.Delivered;
import io.confab.schemas.event.EphemeralEvent.UserTyping;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.testkit.ChatCommands;
import io.confab.testkit.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What members do without saying it: writing, receiving, reading. */
class HintsDeciderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ConversationId ANN_AND_BEN = ConversationId.direct(ANN.id(), BEN.id());
    private static final ConversationId TEA = group("Tea", ANN).conversationId();
    private static final User DAN = User.number(4);

    /** Receipts are told in conversations of three members and fewer. */
    private final Decider decider = new Decider(Memory.limits(4, 3));

    private final Memory memory = new Memory();

    @Nested
    class Writing {
        @Test
        void is_shown_to_the_other_members_and_is_no_fact() {
            given(group("Tea", ANN, BEN, CLEO));
            var hint = new UserTyping(TEA, BEN.id());
            assertThat(when(typing(BEN, TEA)))
                    .isEqualTo(new Hinted(hint, List.of(ANN.id(), CLEO.id()), Optional.empty()));
            assertThat(when(typingAsked(BEN, TEA)))
                    .isEqualTo(new Hinted(hint, List.of(ANN.id(), CLEO.id()), Optional.empty()));
        }

        @Test
        void that_is_not_to_be_shown_is_shown_to_nobody() {
            given(direct(ANN, BEN));
            var asked = typingAsked(ANN, ANN_AND_BEN);
            var unseen = new Typing(asked.commandId(), ANN_AND_BEN, ANN.id(), false);
            assertThat(when(unseen)).isEqualTo(new Unchanged());
        }

        @Test
        void by_request_is_refused_to_who_is_no_member_or_blocked() {
            given(group("Tea", ANN, BEN), leave(BEN, TEA));
            assertRejected(typingAsked(BEN, TEA), NOT_A_MEMBER, "you have left the conversation");
            assertRejected(typingAsked(CLEO, TEA), UNKNOWN_CONVERSATION, "there is no such conversation");
        }

        @Test
        void by_request_is_refused_to_both_where_one_blocks_the_other() {
            given(direct(ANN, BEN), blocks(BEN, ANN));
            assertRejected(typingAsked(ANN, ANN_AND_BEN), BLOCKED, "one of you has blocked the other");
            assertRejected(typingAsked(BEN, ANN_AND_BEN), BLOCKED, "one of you has blocked the other");
        }

        @Test
        void by_request_is_refused_even_where_it_is_not_to_be_shown() {
            var asked = typingAsked(CLEO, TEA);
            assertRejected(
                    new Typing(asked.commandId(), TEA, CLEO.id(), false),
                    UNKNOWN_CONVERSATION,
                    "there is no such conversation");
        }

        @Test
        void by_frame_is_let_go_where_it_would_be_refused() {
            given(direct(ANN, BEN), blocks(BEN, ANN));
            assertThat(when(typing(ANN, ANN_AND_BEN))).isEqualTo(new Unchanged());
            assertThat(when(typing(CLEO, ANN_AND_BEN))).isEqualTo(new Unchanged());
        }
    }

    @Nested
    class A_delivery {
        @Test
        void is_a_fact_and_shown_to_the_other_members() {
            given(group("Tea", ANN, BEN, CLEO), ANN.says("one", TEA), ANN.says("two", TEA));
            assertThat(when(delivered(BEN, TEA, new Seq(2))))
                    .isEqualTo(new Hinted(
                            new Delivered(TEA, BEN.id(), new Seq(2)),
                            List.of(ANN.id(), CLEO.id()),
                            Optional.of(new ConversationDelivered(NOW, TEA, BEN.id(), new Seq(2)))));
        }

        @Test
        void only_rises_and_ends_with_the_last_message() {
            given(direct(ANN, BEN));
            assertThat(when(delivered(BEN, ANN_AND_BEN, new Seq(1)))).isEqualTo(new Unchanged());
            given(ANN.says("one", BEN), ANN.says("two", BEN));
            assertThat(when(delivered(BEN, ANN_AND_BEN, new Seq(9))).event())
                    .contains(new ConversationDelivered(NOW, ANN_AND_BEN, BEN.id(), new Seq(2)));
            assertThat(when(delivered(BEN, ANN_AND_BEN, new Seq(1)))).isEqualTo(new Unchanged());
            assertThat(when(delivered(BEN, ANN_AND_BEN, new Seq(2)))).isEqualTo(new Unchanged());
        }

        @Test
        void is_let_go_of_who_is_no_member_or_where_one_blocks_the_other() {
            given(direct(ANN, BEN), ANN.says("one", BEN), blocks(ANN, BEN));
            assertThat(when(delivered(BEN, ANN_AND_BEN, new Seq(1)))).isEqualTo(new Unchanged());
            assertThat(when(delivered(CLEO, ANN_AND_BEN, new Seq(1)))).isEqualTo(new Unchanged());
        }

        @Test
        void is_not_told_in_a_large_conversation() {
            given(group("Tea", ANN, BEN, CLEO, DAN), ANN.says("one", TEA));
            assertThat(when(delivered(BEN, TEA, new Seq(1)))).isEqualTo(new Unchanged());
        }
    }

    @Nested
    class A_read_mark {
        @Test
        void that_is_not_to_be_shown_is_told_to_the_reader_alone() {
            given(direct(ANN, BEN), ANN.says("one", BEN));
            var command = readUnseen(BEN, ANN_AND_BEN, new Seq(1));
            var decision = when(command);

            var fact = new ConversationRead(
                    NOW, Optional.of(command.commandId()), ANN_AND_BEN, BEN.id(), new Seq(1), Optional.of(false));
            assertThat(decision.event()).contains(fact);
            assertThat(decision.deliveries()).containsExactly(new Deliver(BEN.id(), fact));
        }

        @Test
        void in_a_large_conversation_is_told_to_the_reader_alone() {
            given(group("Tea", ANN, BEN, CLEO, DAN), ANN.says("one", TEA));
            var command = ChatCommands.read(BEN, TEA, new Seq(1));
            var decision = when(command);

            assertThat(decision.deliveries()).extracting(Deliver::userId).containsExactly(BEN.id());
            assertThat(decision.event().map(fact -> ((ConversationRead) fact).forAll()))
                    .contains(false);
        }

        @Test
        void that_may_be_shown_is_told_to_all() {
            given(group("Tea", ANN, BEN, CLEO), ANN.says("one", TEA));
            var command = ChatCommands.read(BEN, TEA, new Seq(1));
            var decision = when(command);

            assertThat(decision.event()).contains(read(command, 1, NOW));
            assertThat(decision.deliveries())
                    .extracting(Deliver::userId)
                    .containsExactly(ANN.id(), BEN.id(), CLEO.id());
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

    private void assertRejected(Typing command, RejectionCode code, String detail) {
        var rejection = new CommandRejected(NOW, command.commandId(), code, detail);
        assertThat(when(command)).isEqualTo(new Decision.Rejected(command.userId(), rejection));
    }
}
