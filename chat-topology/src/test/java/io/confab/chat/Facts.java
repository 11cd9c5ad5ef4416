package io.confab.chat;

import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.testkit.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** What commands are expected to bring about, spelt out whole. */
public final class Facts {
    private Facts() {}

    /** Each of the members was asked for once and is not the creator. */
    public static ConversationCreated created(CreateConversation command, Instant at) {
        boolean group = command.kind() == Kind.GROUP;
        var members = new ArrayList<Member>();
        members.add(Member.of(command.creator(), group ? Role.OWNER : Role.MEMBER));
        command.members().forEach(other -> members.add(Member.of(other, Role.MEMBER)));
        return new ConversationCreated(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.kind(),
                command.title(),
                command.history(),
                command.creator().userId(),
                members,
                Optional.empty());
    }

    public static MessageSent sent(SendMessage command, long seq, Instant at) {
        return new MessageSent(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                new Seq(seq),
                MessageId.from(command.commandId()),
                command.clientMessageId(),
                command.senderId(),
                command.text(),
                command.replyTo());
    }

    public static ConversationRead read(MarkRead command, long seq, Instant at) {
        return new ConversationRead(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.readerId(),
                new Seq(seq),
                Optional.empty());
    }

    /** What {@code command} says, as the {@code version}th word of its user. */
    public static ConversationMuted muted(Mute command, long version, Instant at) {
        return new ConversationMuted(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                version,
                command.userId(),
                command.until());
    }

    public static ConversationChanged changed(RenameConversation command, long version, Instant at) {
        return new ConversationChanged(
                at, Optional.of(command.commandId()), command.conversationId(), version, command.title(), command.by());
    }

    /**
     * To a group that shows what was said since one joined.
     *
     * @param lastSeq of the last message before, 0 for none
     */
    public static MemberAdded added(AddMember command, long version, long lastSeq, Instant at) {
        var profile = command.profile().orElseThrow();
        return new MemberAdded(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                version,
                command.userId(),
                profile.username(),
                profile.displayName(),
                Role.MEMBER,
                command.by(),
                History.JOINED,
                last(lastSeq));
    }

    /**
     * Of who is no member any more.
     *
     * @param lastSeq of the last message before, 0 for none
     */
    public static MemberRemoved removed(RemoveMember command, long version, long lastSeq, Instant at) {
        return new MemberRemoved(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                version,
                command.userId(),
                command.by(),
                last(lastSeq));
    }

    public static MemberChanged changed(ChangeRole command, long version, Instant at) {
        return new MemberChanged(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                version,
                command.userId(),
                command.role(),
                command.by());
    }

    public static MessageEdited edited(EditMessage command, long version, Instant at) {
        return new MessageEdited(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.seq(),
                version,
                command.text(),
                command.by());
    }

    /** A message of {@code sender}. */
    public static MessageDeleted deleted(DeleteMessage command, long version, Kind kind, User sender, Instant at) {
        return new MessageDeleted(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.seq(),
                version,
                kind,
                sender.id(),
                command.by());
    }

    public static ReactionAdded reacted(AddReaction command, long version, Instant at) {
        return new ReactionAdded(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.seq(),
                version,
                command.emoji(),
                command.by());
    }

    public static ReactionRemoved unreacted(RemoveReaction command, long version, Instant at) {
        return new ReactionRemoved(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.seq(),
                version,
                command.emoji(),
                command.by());
    }

    private static Optional<Seq> last(long seq) {
        return seq == 0 ? Optional.empty() : Optional.of(new Seq(seq));
    }
}
