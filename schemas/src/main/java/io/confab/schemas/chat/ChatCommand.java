package io.confab.schemas.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that bears on a decision about a conversation, in the order in which it is decided. The time of a command is
 * the time of its record.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatCommand.CreateConversation.class, name = "create_conversation"),
    @JsonSubTypes.Type(value = ChatCommand.SendMessage.class, name = "send_message"),
    @JsonSubTypes.Type(value = ChatCommand.MarkRead.class, name = "mark_read"),
    @JsonSubTypes.Type(value = ChatCommand.Mute.class, name = "mute"),
    @JsonSubTypes.Type(value = ChatCommand.SetBlock.class, name = "set_block"),
    @JsonSubTypes.Type(value = ChatCommand.RenameConversation.class, name = "rename_conversation"),
    @JsonSubTypes.Type(value = ChatCommand.AddMember.class, name = "add_member"),
    @JsonSubTypes.Type(value = ChatCommand.RemoveMember.class, name = "remove_member"),
    @JsonSubTypes.Type(value = ChatCommand.ChangeRole.class, name = "change_role"),
    @JsonSubTypes.Type(value = ChatCommand.EditMessage.class, name = "edit_message"),
    @JsonSubTypes.Type(value = ChatCommand.DeleteMessage.class, name = "delete_message"),
    @JsonSubTypes.Type(value = ChatCommand.AddReaction.class, name = "add_reaction"),
    @JsonSubTypes.Type(value = ChatCommand.RemoveReaction.class, name = "remove_reaction"),
    @JsonSubTypes.Type(value = ChatCommand.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ChatCommand.MarkDelivered.class, name = "mark_delivered"),
    @JsonSubTypes.Type(value = ChatCommand.LeaveForGood.class, name = "leave_for_good"),
})
public sealed interface ChatCommand {

    /** The conversation it is about: the key of its record. */
    ConversationId conversationId();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of command: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R createConversation(CreateConversation command);

        R sendMessage(SendMessage command);

        R markRead(MarkRead command);

        R mute(Mute command);

        R setBlock(SetBlock command);

        R renameConversation(RenameConversation command);

        R addMember(AddMember command);

        R removeMember(RemoveMember command);

        R changeRole(ChangeRole command);

        R editMessage(EditMessage command);

        R deleteMessage(DeleteMessage command);

        R addReaction(AddReaction command);

        R removeReaction(RemoveReaction command);

        R typing(Typing command);

        R markDelivered(MarkDelivered command);

        R leaveForGood(LeaveForGood command);
    }

    /**
     * Brings a conversation into being. For a direct one {@code members} is the other user alone.
     *
     * @param clientId what the creator calls it, if a repeat is to change nothing
     * @param matchId the match that brings the two together, who are then both told of it, also where they know each other
     * @param members who is to be in it besides the creator, as the gateway knows them
     * @param unknownUserIds who was asked for and has no account; one is enough to refuse
     * @param title of a group
     */
    record CreateConversation(
            CommandId commandId,
            ConversationId conversationId,
            Optional<ClientMessageId> clientId,
            Optional<MatchId> matchId,
            Kind kind,
            Optional<String> title,
            History history,
            Profile creator,
            List<Profile> members,
            List<UserId> unknownUserIds)
            implements ChatCommand {

        public CreateConversation {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(matchId, "matchId");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(history, "history");
            Objects.requireNonNull(creator, "creator");
            members = List.copyOf(members);
            unknownUserIds = List.copyOf(unknownUserIds);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createConversation(this);
        }
    }

    /**
     * Says something.
     *
     * @param commandId derived from all that the command says, so that two commands with one {@code clientMessageId} and
     *     different {@code commandId}s are different messages under one name
     * @param replyTo the message it answers
     */
    record SendMessage(
            CommandId commandId,
            ConversationId conversationId,
            UserId senderId,
            ClientMessageId clientMessageId,
            String text,
            Optional<Seq> replyTo)
            implements ChatCommand {

        public SendMessage {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(senderId, "senderId");
            Objects.requireNonNull(clientMessageId, "clientMessageId");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(replyTo, "replyTo");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sendMessage(this);
        }
    }

    /**
     * Says that {@code readerId} has read everything up to {@code seq}; past the end counts as the end.
     *
     * @param shown whether the others may know, as the reader's profile says; they may where it is left out
     */
    record MarkRead(
            CommandId commandId, ConversationId conversationId, UserId readerId, Seq seq, Optional<Boolean> shown)
            implements ChatCommand {

        public MarkRead {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(readerId, "readerId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(shown, "shown");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.markRead(this);
        }
    }

    /**
     * Says that {@code userId} wants no notice of what goes on in a conversation; it is delivered all the same.
     *
     * @param until when that ends; empty to end it now
     */
    record Mute(CommandId commandId, ConversationId conversationId, UserId userId, Optional<Instant> until)
            implements ChatCommand {

        public Mute {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(until, "until");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.mute(this);
        }
    }

    /**
     * Says that a device of {@code userId} has received everything up to {@code seq}; past the end counts as the end. It is
     * written only for who lets the others know.
     */
    record MarkDelivered(ConversationId conversationId, UserId userId, Seq seq) implements ChatCommand {

        public MarkDelivered {
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(seq, "seq");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.markDelivered(this);
        }
    }

    /**
     * Says that {@code userId} is writing.
     *
     * @param commandId of the request, if it comes from one: its giver is told where it is refused
     * @param shown whether the others are told; not where they just were, or where the user's profile says no
     */
    record Typing(Optional<CommandId> commandId, ConversationId conversationId, UserId userId, boolean shown)
            implements ChatCommand {

        public Typing {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.typing(this);
        }
    }

    /**
     * States whether one user blocks another, on the log of their direct conversation, whether that exists or not. It comes
     * from the gateway at once and from change capture later, in any order: the higher {@code version} holds.
     *
     * @param version counts the changes of this block's row, from 1
     * @param commandId of the request, if it comes from one; its giver is to hear of it in any case
     */
    record SetBlock(
            Optional<CommandId> commandId,
            ConversationId conversationId,
            UserId blockerId,
            UserId blockedId,
            long version,
            boolean active)
            implements ChatCommand {

        public SetBlock {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(blockerId, "blockerId");
            Objects.requireNonNull(blockedId, "blockedId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setBlock(this);
        }
    }

    /** What someone does to a conversation itself and who is in it; most of it is for the owners and admins of groups. */
    sealed interface Administration extends ChatCommand {

        CommandId commandId();

        /** Who gives the command. */
        UserId by();
    }

    /** Gives a group another title. */
    record RenameConversation(CommandId commandId, ConversationId conversationId, UserId by, String title)
            implements Administration {

        public RenameConversation {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(title, "title");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameConversation(this);
        }
    }

    /**
     * Brings a user into a group.
     *
     * @param profile of the user, as the gateway knows it; empty for who has no account
     */
    record AddMember(
            CommandId commandId, ConversationId conversationId, UserId by, UserId userId, Optional<Profile> profile)
            implements Administration {

        public AddMember {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(profile, "profile");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addMember(this);
        }
    }

    /** Takes {@code userId} out of a group. Who names oneself leaves, which ends a direct conversation for both. */
    record RemoveMember(CommandId commandId, ConversationId conversationId, UserId by, UserId userId)
            implements Administration {

        public RemoveMember {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.removeMember(this);
        }
    }

    /** Gives a member of a group another role. */
    record ChangeRole(CommandId commandId, ConversationId conversationId, UserId by, UserId userId, Role role)
            implements Administration {

        public ChangeRole {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(role, "role");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeRole(this);
        }
    }

    /**
     * States that {@code userId}, who is or was in the conversation, has no account any more. The directory says so, of each
     * conversation, and may say it again.
     */
    record LeaveForGood(ConversationId conversationId, UserId userId) implements ChatCommand {

        public LeaveForGood {
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.leaveForGood(this);
        }
    }

    /** What someone does to a message that was sent. */
    sealed interface MessageChange extends ChatCommand {

        CommandId commandId();

        /** Who gives the command. */
        UserId by();

        /** The message. */
        Seq seq();
    }

    /** Gives one's own message another text. */
    record EditMessage(CommandId commandId, ConversationId conversationId, UserId by, Seq seq, String text)
            implements MessageChange {

        public EditMessage {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(text, "text");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.editMessage(this);
        }
    }

    /** Takes a message back: one's own, or in a group, as its owner or admin, anyone's. */
    record DeleteMessage(CommandId commandId, ConversationId conversationId, UserId by, Seq seq)
            implements MessageChange {

        public DeleteMessage {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(seq, "seq");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.deleteMessage(this);
        }
    }

    /** Reacts to a message with an emoji, once with each. */
    record AddReaction(CommandId commandId, ConversationId conversationId, UserId by, Seq seq, String emoji)
            implements MessageChange {

        public AddReaction {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(emoji, "emoji");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addReaction(this);
        }
    }

    /** Takes one's own reaction back. */
    record RemoveReaction(CommandId commandId, ConversationId conversationId, UserId by, Seq seq, String emoji)
            implements MessageChange {

        public RemoveReaction {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(emoji, "emoji");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.removeReaction(this);
        }
    }
}
