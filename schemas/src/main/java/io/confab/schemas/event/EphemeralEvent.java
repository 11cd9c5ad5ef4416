package io.confab.schemas.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is shown to a user's live sockets and to nobody later: it has no entry in the inbox and no cursor, and may be lost. Its
 * {@code type} and its properties are those of the public interface.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EphemeralEvent.UserTyping.class, name = "typing"),
    @JsonSubTypes.Type(value = EphemeralEvent.Delivered.class, name = "conversation.delivered"),
    @JsonSubTypes.Type(value = EphemeralEvent.UserPresence.class, name = "presence"),
})
public sealed interface EphemeralEvent {

    /** The user whose doing it is: those who block that user are spared it. */
    UserId userId();

    /** {@code userId} is writing. */
    record UserTyping(ConversationId conversationId, UserId userId) implements EphemeralEvent {

        public UserTyping {
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
        }
    }

    /**
     * Whether {@code userId} has a live socket, told to those who watch.
     *
     * @param lastSeenAt when the last one was closed, of who is not there and lets others know
     */
    record UserPresence(UserId userId, boolean online, Optional<Instant> lastSeenAt) implements EphemeralEvent {

        public UserPresence {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(lastSeenAt, "lastSeenAt");
        }

        /** All that is said of who does not let others know. */
        public static UserPresence untold(UserId userId) {
            return new UserPresence(userId, false, Optional.empty());
        }
    }

    /** A device of {@code userId} has everything up to {@code seq}: a maximum, which only rises. */
    record Delivered(ConversationId conversationId, UserId userId, Seq seq) implements EphemeralEvent {

        public Delivered {
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(seq, "seq");
        }
    }
}
