package io.confab.schemas.chatup;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.util.List;
import java.util.Objects;

/** What a seeker asks for, and what else bears on the search. The time of a command is the time of its record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatupCommand.Seek.class, name = "seek"),
    @JsonSubTypes.Type(value = ChatupCommand.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = ChatupCommand.SetPresence.class, name = "set_presence"),
    @JsonSubTypes.Type(value = ChatupCommand.SetBlock.class, name = "set_block"),
})
public sealed interface ChatupCommand {

    /** Whom it is about: the key of its record. */
    UserId userId();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of command: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R seek(Seek command);

        R cancel(Cancel command);

        R setPresence(SetPresence command);

        R setBlock(SetBlock command);
    }

    /**
     * Takes a ticket.
     *
     * @param commandId derived from all that the seeker said, so that a repeat has the same and another search under one
     *     {@code ticketId} has another
     * @param ticketId derived from the seeker and the name the seeker gave the search, if any
     * @param tags what the seeker is interested in, normalised
     * @param pool where to look; {@code "default"} unless the seeker chose another
     * @param anyone whether anyone is better than no one when the longest wait is over
     */
    record Seek(CommandId commandId, TicketId ticketId, Profile seeker, List<String> tags, String pool, boolean anyone)
            implements ChatupCommand {

        public Seek {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(seeker, "seeker");
            tags = List.copyOf(tags);
            Objects.requireNonNull(pool, "pool");
        }

        @Override
        public UserId userId() {
            return seeker.userId();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.seek(this);
        }
    }

    /** Takes the ticket back. */
    record Cancel(CommandId commandId, UserId userId) implements ChatupCommand {

        public Cancel {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cancel(this);
        }
    }

    /**
     * States whether the user who waits with a ticket has a live socket: the last one is gone, or there is one again. It may come
     * late or twice; for another ticket than the one that waits it means nothing.
     */
    record SetPresence(UserId userId, TicketId ticketId, boolean present) implements ChatupCommand {

        public SetPresence {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(ticketId, "ticketId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setPresence(this);
        }
    }

    /**
     * States whether this user blocks another. It comes at once what {@code directory.blocks} tells later, in any order: the higher
     * {@code version} holds.
     */
    record SetBlock(UserId userId, UserId blockedId, long version, boolean active) implements ChatupCommand {

        public SetBlock {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(blockedId, "blockedId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setBlock(this);
        }
    }
}
