package io.confab.chat;

import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
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
                members);
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
                at, Optional.of(command.commandId()), command.conversationId(), command.readerId(), new Seq(seq));
    }
}
