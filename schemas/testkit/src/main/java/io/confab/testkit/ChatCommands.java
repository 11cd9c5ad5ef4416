package io.confab.testkit;

import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Role;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Commands to conversations, as the gateway would write them. The same words give the same ids in every run. */
public final class ChatCommands {
    private ChatCommands() {}

    public static CreateConversation direct(User creator, User other) {
        return new CreateConversation(
                CommandId.derived(
                        "create_conversation",
                        creator.id(),
                        "direct",
                        other.id().toString()),
                ConversationId.direct(creator.id(), other.id()),
                Optional.empty(),
                Optional.empty(),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                creator.profile(),
                List.of(other.profile()),
                List.of());
    }

    /** The direct conversation of two whom a pool has matched. */
    public static CreateConversation matched(User older, User younger) {
        var matchId = new MatchId(Uuids.derived("match", older.username(), younger.username()));
        return new CreateConversation(
                CommandId.derived("create_conversation", older.id(), matchId.toString()),
                ConversationId.direct(older.id(), younger.id()),
                Optional.empty(),
                Optional.of(matchId),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                older.profile(),
                List.of(younger.profile()),
                List.of());
    }

    /** A direct conversation with someone who has no account. */
    public static CreateConversation directWithUnknown(User creator, UserId unknown) {
        return new CreateConversation(
                CommandId.derived("create_conversation", creator.id(), "direct", unknown.toString()),
                ConversationId.direct(creator.id(), unknown),
                Optional.empty(),
                Optional.empty(),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                creator.profile(),
                List.of(),
                List.of(unknown));
    }

    /** A group that its creator calls by its title. */
    public static CreateConversation group(String title, User creator, User... others) {
        var clientId = new ClientMessageId(Uuids.derived("group", title));
        return new CreateConversation(
                CommandId.derived("create_conversation", creator.id(), "group", title),
                ConversationId.named(creator.id(), clientId),
                Optional.of(clientId),
                Optional.empty(),
                Kind.GROUP,
                Optional.of(title),
                History.JOINED,
                creator.profile(),
                Arrays.stream(others).map(User::profile).toList(),
                List.of());
    }

    /** A message under a name of its own: two texts under one name are a reuse of the name. */
    public static SendMessage message(User sender, ConversationId conversation, String name, String text) {
        var clientMessageId = new ClientMessageId(Uuids.derived("client-message", name));
        return new SendMessage(
                CommandId.derived(
                        "send_message", sender.id(), conversation.toString(), clientMessageId.toString(), text),
                conversation,
                sender.id(),
                clientMessageId,
                text,
                Optional.empty());
    }

    public static SendMessage reply(User sender, ConversationId conversation, String text, Seq replyTo) {
        var plain = message(sender, conversation, text, text);
        return new SendMessage(
                CommandId.derived("send_message", sender.id(), plain.commandId().toString(), replyTo.toString()),
                conversation,
                sender.id(),
                plain.clientMessageId(),
                text,
                Optional.of(replyTo));
    }

    public static MarkRead read(User reader, ConversationId conversation, Seq seq) {
        return new MarkRead(
                CommandId.derived("mark_read", reader.id(), conversation.toString(), seq.toString()),
                conversation,
                reader.id(),
                seq,
                Optional.empty());
    }

    /** The same by someone whose reading nobody else is to know of. */
    public static MarkRead readUnseen(User reader, ConversationId conversation, Seq seq) {
        var seen = read(reader, conversation, seq);
        return new MarkRead(seen.commandId(), conversation, reader.id(), seq, Optional.of(false));
    }

    public static MarkDelivered delivered(User receiver, ConversationId conversation, Seq seq) {
        return new MarkDelivered(conversation, receiver.id(), seq);
    }

    /** Writing, as a frame says it. */
    public static Typing typing(User writer, ConversationId conversation) {
        return new Typing(Optional.empty(), conversation, writer.id(), true);
    }

    /** Writing, as a request says it. */
    public static Typing typingAsked(User writer, ConversationId conversation) {
        var commandId = CommandId.derived("typing", writer.id(), conversation.toString());
        return new Typing(Optional.of(commandId), conversation, writer.id(), true);
    }

    public static Mute mute(User user, ConversationId conversation, Instant until) {
        return muting(user, conversation, Optional.of(until));
    }

    public static Mute unmute(User user, ConversationId conversation) {
        return muting(user, conversation, Optional.empty());
    }

    private static Mute muting(User user, ConversationId conversation, Optional<Instant> until) {
        return new Mute(
                CommandId.derived(
                        "mute",
                        user.id(),
                        conversation.toString(),
                        until.map(Instant::toString).orElse("")),
                conversation,
                user.id(),
                until);
    }

    /** The first block of {@code blocked} by {@code blocker}, at their direct conversation. */
    public static SetBlock blocks(User blocker, User blocked) {
        return block(blocker, blocked, 1, true);
    }

    public static SetBlock unblocks(User blocker, User blocked, long version) {
        return block(blocker, blocked, version, false);
    }

    public static SetBlock block(User blocker, User blocked, long version, boolean active) {
        return new SetBlock(
                Optional.of(CommandId.derived(
                        "set_block", blocker.id(), blocked.id().toString(), Long.toString(version))),
                ConversationId.direct(blocker.id(), blocked.id()),
                blocker.id(),
                blocked.id(),
                version,
                active);
    }

    public static RenameConversation rename(User by, ConversationId conversation, String title) {
        return new RenameConversation(
                CommandId.derived("rename_conversation", by.id(), conversation.toString(), title),
                conversation,
                by.id(),
                title);
    }

    public static AddMember add(User by, ConversationId conversation, User added) {
        return new AddMember(
                CommandId.derived(
                        "add_member",
                        by.id(),
                        conversation.toString(),
                        added.id().toString()),
                conversation,
                by.id(),
                added.id(),
                Optional.of(added.profile()));
    }

    public static RemoveMember remove(User by, ConversationId conversation, User removed) {
        return new RemoveMember(
                CommandId.derived(
                        "remove_member",
                        by.id(),
                        conversation.toString(),
                        removed.id().toString()),
                conversation,
                by.id(),
                removed.id());
    }

    public static RemoveMember leave(User member, ConversationId conversation) {
        return remove(member, conversation, member);
    }

    public static ChangeRole role(User by, ConversationId conversation, User changed, Role role) {
        return new ChangeRole(
                CommandId.derived(
                        "change_role",
                        by.id(),
                        conversation.toString(),
                        changed.id().toString(),
                        role.name()),
                conversation,
                by.id(),
                changed.id(),
                role);
    }

    public static EditMessage edit(User by, ConversationId conversation, long seq, String text) {
        return new EditMessage(
                changing("edit_message", by, conversation, seq, text), conversation, by.id(), new Seq(seq), text);
    }

    public static DeleteMessage delete(User by, ConversationId conversation, long seq) {
        return new DeleteMessage(
                changing("delete_message", by, conversation, seq, ""), conversation, by.id(), new Seq(seq));
    }

    public static AddReaction react(User by, ConversationId conversation, long seq, String emoji) {
        return new AddReaction(
                changing("add_reaction", by, conversation, seq, emoji), conversation, by.id(), new Seq(seq), emoji);
    }

    public static RemoveReaction unreact(User by, ConversationId conversation, long seq, String emoji) {
        return new RemoveReaction(
                changing("remove_reaction", by, conversation, seq, emoji), conversation, by.id(), new Seq(seq), emoji);
    }

    private static CommandId changing(String kind, User by, ConversationId conversation, long seq, String what) {
        return CommandId.derived(kind, by.id(), conversation.toString(), Long.toString(seq), what);
    }
}
