package io.confab.chat.conversation;

import io.confab.schemas.chat.ChatCommand.Administration;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.util.Objects;
import java.util.Optional;

/** What a user's client calls something in a conversation. Written with colons between. */
record ClientKey(ConversationId conversationId, UserId userId, Names names, ClientMessageId clientId) {

    /** What is called so: a client may call a conversation and a message the same. Commands have names of the gateway's. */
    enum Names {
        CONVERSATION,
        MESSAGE,
        COMMAND
    }

    ClientKey {
        Objects.requireNonNull(conversationId, "conversationId");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(clientId, "clientId");
    }

    static ClientKey of(SendMessage command) {
        return new ClientKey(command.conversationId(), command.senderId(), Names.MESSAGE, command.clientMessageId());
    }

    static Optional<ClientKey> of(CreateConversation command) {
        return command.clientId()
                .map(clientId -> new ClientKey(
                        command.conversationId(), command.creator().userId(), Names.CONVERSATION, clientId));
    }

    static ClientKey of(Administration command) {
        return of(command.conversationId(), command.by(), command.commandId());
    }

    static ClientKey of(MessageChange command) {
        return of(command.conversationId(), command.by(), command.commandId());
    }

    private static ClientKey of(ConversationId conversation, UserId by, CommandId command) {
        return new ClientKey(conversation, by, Names.COMMAND, new ClientMessageId(command.value()));
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    static ClientKey of(String text) {
        var parts = text.split(":", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("a client key has four parts");
        }
        return new ClientKey(
                ConversationId.of(parts[0]),
                UserId.of(parts[1]),
                Names.valueOf(parts[2]),
                ClientMessageId.of(parts[3]));
    }

    @Override
    public String toString() {
        return conversationId + ":" + userId + ":" + names + ":" + clientId;
    }
}
