package io.confab.chat.conversation;

import io.confab.chat.conversation.Decision.Remembered;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One conversation, folded from decisions alone: what shows that the decider needs no store. */
final class Memory implements Decision.Changes, ChatEvent.Visitor<Void> {
    private final Map<ClientKey, First> firsts = new HashMap<>();
    private final Map<UserId, Seq> readMarks = new HashMap<>();
    private Optional<Conversation> conversation = Optional.empty();
    private Optional<Seq> lastSeq = Optional.empty();
    private Blocks blocks = Blocks.NONE;

    ConversationState before(ChatCommand command) {
        return command.accept(new ChatCommand.Visitor<>() {
            @Override
            public ConversationState createConversation(ChatCommand.CreateConversation create) {
                return state(ClientKey.of(create).map(firsts::get), Optional.empty());
            }

            @Override
            public ConversationState sendMessage(ChatCommand.SendMessage send) {
                return state(Optional.ofNullable(firsts.get(ClientKey.of(send))), Optional.empty());
            }

            @Override
            public ConversationState markRead(ChatCommand.MarkRead read) {
                return state(Optional.empty(), Optional.ofNullable(readMarks.get(read.readerId())));
            }

            @Override
            public ConversationState setBlock(ChatCommand.SetBlock block) {
                return state(Optional.empty(), Optional.empty());
            }
        });
    }

    /** {@code user} is no member any more. */
    void leave(UserId user) {
        conversation = conversation.map(known -> new Conversation(
                known.conversationId(),
                known.kind(),
                known.title(),
                known.history(),
                known.createdBy(),
                known.createdAt(),
                known.createdWith(),
                known.members().stream()
                        .filter(member -> !member.userId().equals(user))
                        .toList(),
                List.of(user)));
    }

    @Override
    public void happened(ChatEvent fact) {
        fact.accept(this);
    }

    @Override
    public void remember(Remembered remembered, Instant at) {
        firsts.put(remembered.key(), remembered.first());
    }

    @Override
    public void block(ConversationId id, Blocks now) {
        blocks = now;
    }

    @Override
    public Void conversationCreated(ConversationCreated event) {
        conversation = Optional.of(Conversation.from(event));
        return null;
    }

    @Override
    public Void messageSent(MessageSent event) {
        lastSeq = Optional.of(event.seq());
        return null;
    }

    @Override
    public Void conversationRead(ConversationRead event) {
        readMarks.put(event.userId(), event.seq());
        return null;
    }

    private ConversationState state(Optional<First> first, Optional<Seq> readMark) {
        return new ConversationState(conversation, lastSeq, blocks, first, readMark);
    }
}
