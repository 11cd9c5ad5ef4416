package io.confab.chat.conversation;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is decided: {@code confab.chat.decisions}, by kind of command and outcome. */
final class DecisionMetrics {
    private static final ChatCommand.Visitor<String> KIND = new ChatCommand.Visitor<>() {
        @Override
        public String createConversation(CreateConversation command) {
            return "create_conversation";
        }

        @Override
        public String sendMessage(SendMessage command) {
            return "send_message";
        }

        @Override
        public String markRead(MarkRead command) {
            return "mark_read";
        }

        @Override
        public String mute(Mute command) {
            return "mute";
        }

        @Override
        public String setBlock(SetBlock command) {
            return "set_block";
        }

        @Override
        public String renameConversation(RenameConversation command) {
            return "rename_conversation";
        }

        @Override
        public String addMember(AddMember command) {
            return "add_member";
        }

        @Override
        public String removeMember(RemoveMember command) {
            return "remove_member";
        }

        @Override
        public String changeRole(ChangeRole command) {
            return "change_role";
        }

        @Override
        public String editMessage(EditMessage command) {
            return "edit_message";
        }

        @Override
        public String deleteMessage(DeleteMessage command) {
            return "delete_message";
        }

        @Override
        public String addReaction(AddReaction command) {
            return "add_reaction";
        }

        @Override
        public String removeReaction(RemoveReaction command) {
            return "remove_reaction";
        }

        @Override
        public String typing(Typing command) {
            return "typing";
        }

        @Override
        public String markDelivered(MarkDelivered command) {
            return "mark_delivered";
        }

        @Override
        public String leaveForGood(LeaveForGood command) {
            return "leave_for_good";
        }
    };

    private final MeterProvider<Counter> decisions;

    DecisionMetrics(MeterRegistry registry) {
        this.decisions = Counter.builder("confab.chat.decisions")
                .description("commands on conversations, by what came of them")
                .withRegistry(registry);
    }

    void count(ChatCommand command, Decision decision) {
        decisions
                .withTags("kind", command.accept(KIND), "outcome", decision.outcome())
                .increment();
    }
}
