package io.confab.chat;

import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.chat.Role;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A user of the tests, who gives commands as the gateway would write them. */
public record Actor(UserId id, String username) {
    public static final Actor ANN = new Actor(new UserId(uuid(0xA)), "ann");
    public static final Actor BEN = new Actor(new UserId(uuid(0xB)), "ben");
    public static final Actor CLEO = new Actor(new UserId(uuid(0xC)), "cleo");

    /** An id that is the same in every run. */
    public static UUID uuid(int number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    public static ClientMessageId clientId(int number) {
        return new ClientMessageId(uuid(number));
    }

    public static CommandId commandId(int number) {
        return new CommandId(uuid(number));
    }

    public static ConversationId direct(Actor one, Actor other) {
        return ConversationId.direct(one.id(), other.id());
    }

    public Profile profile() {
        return new Profile(id, username, username.toUpperCase(Locale.ROOT));
    }

    public Member as(Role role) {
        return Member.of(profile(), role);
    }

    public CreateConversation writesTo(Actor other, int command) {
        return creates(direct(this, other), Kind.DIRECT, Optional.empty(), Optional.empty(), command, other);
    }

    public CreateConversation writesTo(Actor other, int command, ClientMessageId clientId) {
        return creates(direct(this, other), Kind.DIRECT, Optional.empty(), Optional.of(clientId), command, other);
    }

    public CreateConversation gathers(ConversationId id, int command, Actor... others) {
        return creates(id, Kind.GROUP, Optional.of("Tea"), Optional.empty(), command, others);
    }

    public CreateConversation asksForSomeoneUnknown(int command) {
        var nobody = new UserId(uuid(0xF));
        return new CreateConversation(
                commandId(command),
                ConversationId.direct(id, nobody),
                Optional.empty(),
                Kind.DIRECT,
                Optional.empty(),
                History.JOINED,
                profile(),
                List.of(),
                List.of(nobody));
    }

    /** Says it under the client id of that number; the command id follows from all that is said, as in the gateway. */
    public SendMessage says(String text, ConversationId in, int clientId) {
        return says(text, in, clientId, Optional.empty());
    }

    public SendMessage replies(String text, ConversationId in, int clientId, long replyTo) {
        return says(text, in, clientId, Optional.of(new Seq(replyTo)));
    }

    public MarkRead reads(ConversationId in, long seq) {
        return new MarkRead(
                CommandId.derived("mark_read", id, in.toString(), Long.toString(seq)), in, id, new Seq(seq));
    }

    /** The block as the gateway writes it, with the command that is to be answered. */
    public SetBlock blocks(Actor other, long version, int command) {
        return new SetBlock(Optional.of(commandId(command)), direct(this, other), id, other.id(), version, true);
    }

    public SetBlock unblocks(Actor other, long version, int command) {
        return new SetBlock(Optional.of(commandId(command)), direct(this, other), id, other.id(), version, false);
    }

    /** The same as change capture tells it, later and without a command. */
    public static SetBlock captured(SetBlock block) {
        return new SetBlock(
                Optional.empty(),
                block.conversationId(),
                block.blockerId(),
                block.blockedId(),
                block.version(),
                block.active());
    }

    private SendMessage says(String text, ConversationId in, int clientId, Optional<Seq> replyTo) {
        var name = clientId(clientId);
        var command = CommandId.derived(
                "send_message",
                id,
                in.toString(),
                name.toString(),
                text,
                replyTo.map(Seq::toString).orElse(""));
        return new SendMessage(command, in, id, name, text, replyTo);
    }

    private CreateConversation creates(
            ConversationId conversation,
            Kind kind,
            Optional<String> title,
            Optional<ClientMessageId> clientId,
            int command,
            Actor... others) {
        return new CreateConversation(
                commandId(command),
                conversation,
                clientId,
                kind,
                title,
                History.JOINED,
                profile(),
                Arrays.stream(others).map(Actor::profile).toList(),
                List.of());
    }
}
