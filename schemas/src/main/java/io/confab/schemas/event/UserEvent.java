package io.confab.schemas.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user can be told over the WebSocket. Its {@code type} and its properties are those of the public interface: the
 * gateway adds nothing but the cursor.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatEvent.ConversationCreated.class, name = "conversation.created"),
    @JsonSubTypes.Type(value = ChatEvent.MessageSent.class, name = "message.sent"),
    @JsonSubTypes.Type(value = ChatEvent.ConversationRead.class, name = "conversation.read"),
    @JsonSubTypes.Type(value = ChatEvent.ConversationMuted.class, name = "conversation.muted"),
    @JsonSubTypes.Type(value = ChatEvent.ConversationChanged.class, name = "conversation.changed"),
    @JsonSubTypes.Type(value = ChatEvent.MemberAdded.class, name = "member.added"),
    @JsonSubTypes.Type(value = ChatEvent.MemberRemoved.class, name = "member.removed"),
    @JsonSubTypes.Type(value = ChatEvent.MemberChanged.class, name = "member.changed"),
    @JsonSubTypes.Type(value = ChatEvent.MessageEdited.class, name = "message.edited"),
    @JsonSubTypes.Type(value = ChatEvent.MessageDeleted.class, name = "message.deleted"),
    @JsonSubTypes.Type(value = ChatEvent.ReactionAdded.class, name = "reaction.added"),
    @JsonSubTypes.Type(value = ChatEvent.ReactionRemoved.class, name = "reaction.removed"),
    @JsonSubTypes.Type(value = ChatEvent.ConversationDelivered.class, name = "conversation.delivered"),
    @JsonSubTypes.Type(value = ChatupEvent.Waiting.class, name = "chatup.waiting"),
    @JsonSubTypes.Type(value = ChatupEvent.Matched.class, name = "chatup.matched"),
    @JsonSubTypes.Type(value = ChatupEvent.Expired.class, name = "chatup.expired"),
    @JsonSubTypes.Type(value = ChatupEvent.Cancelled.class, name = "chatup.cancelled"),
    @JsonSubTypes.Type(value = UserEvent.CommandRejected.class, name = "command.rejected"),
    @JsonSubTypes.Type(value = UserEvent.BlockApplied.class, name = "block.applied"),
    @JsonSubTypes.Type(value = UserEvent.BlockLifted.class, name = "block.lifted"),
})
public sealed interface UserEvent permits ChatEvent, ChatupEvent, UserEvent.Notice {

    /** When it came about: the time of the record that caused it. */
    Instant at();

    /** The command that caused it, for the user who gave it and for nobody else. */
    Optional<CommandId> commandId();

    /** The same without its command, for everybody else. */
    UserEvent withoutCommand();

    /** The user whose doing it is, if those who block that user are to be spared it. */
    default Optional<UserId> hiddenWith() {
        return Optional.empty();
    }

    /** What concerns one user alone and is no fact about a conversation or a ticket. */
    sealed interface Notice extends UserEvent {}

    /**
     * A command that was refused, told to its sender alone.
     *
     * @param code stable and machine readable
     * @param detail for a person
     */
    record CommandRejected(Instant at, Optional<CommandId> commandId, RejectionCode code, String detail)
            implements Notice {

        public CommandRejected {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }

        @Override
        public CommandRejected withoutCommand() {
            return new CommandRejected(at, Optional.empty(), code, detail);
        }
    }

    /** A block of {@code userId} that the topologies now hold to. */
    record BlockApplied(Instant at, Optional<CommandId> commandId, UserId userId) implements Notice {

        public BlockApplied {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public BlockApplied withoutCommand() {
            return new BlockApplied(at, Optional.empty(), userId);
        }
    }

    /** A block of {@code userId} that the topologies hold to no more. */
    record BlockLifted(Instant at, Optional<CommandId> commandId, UserId userId) implements Notice {

        public BlockLifted {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public BlockLifted withoutCommand() {
            return new BlockLifted(at, Optional.empty(), userId);
        }
    }
}
