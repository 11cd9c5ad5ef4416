package io.confab.schemas.event;

import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A fact about a conversation, written once to {@code chat.events} and delivered to whom it concerns. */
public sealed interface ChatEvent extends UserEvent {

    /** The conversation it is about: the key of its record. */
    ConversationId conversationId();

    @Override
    ChatEvent withoutCommand();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of fact: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R conversationCreated(ConversationCreated event);

        R messageSent(MessageSent event);

        R conversationRead(ConversationRead event);
    }

    /**
     * A conversation that is there now.
     *
     * @param title of a group
     * @param members all of them, the creator first
     */
    record ConversationCreated(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Kind kind,
            Optional<String> title,
            History history,
            UserId createdBy,
            List<Member> members)
            implements ChatEvent {

        public ConversationCreated {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(history, "history");
            Objects.requireNonNull(createdBy, "createdBy");
            members = List.copyOf(members);
        }

        @Override
        public ConversationCreated withoutCommand() {
            return new ConversationCreated(
                    at, Optional.empty(), conversationId, kind, title, history, createdBy, members);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conversationCreated(this);
        }
    }

    /**
     * A message that has its place.
     *
     * @param replyTo the message it answers
     */
    record MessageSent(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Seq seq,
            MessageId messageId,
            ClientMessageId clientMessageId,
            UserId senderId,
            String text,
            Optional<Seq> replyTo)
            implements ChatEvent {

        public MessageSent {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(messageId, "messageId");
            Objects.requireNonNull(clientMessageId, "clientMessageId");
            Objects.requireNonNull(senderId, "senderId");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(replyTo, "replyTo");
        }

        @Override
        public MessageSent withoutCommand() {
            return new MessageSent(
                    at, Optional.empty(), conversationId, seq, messageId, clientMessageId, senderId, text, replyTo);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return Optional.of(senderId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.messageSent(this);
        }
    }

    /** {@code userId} has read everything up to {@code seq}: a maximum, which only rises. */
    record ConversationRead(
            Instant at, Optional<CommandId> commandId, ConversationId conversationId, UserId userId, Seq seq)
            implements ChatEvent {

        public ConversationRead {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(seq, "seq");
        }

        @Override
        public ConversationRead withoutCommand() {
            return new ConversationRead(at, Optional.empty(), conversationId, userId, seq);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return Optional.of(userId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conversationRead(this);
        }
    }
}
