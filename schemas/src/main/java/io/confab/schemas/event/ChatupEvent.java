package io.confab.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What becomes of a ticket, told to the seeker and written to {@code chatup.events}. */
public sealed interface ChatupEvent extends UserEvent {

    TicketId ticketId();

    @Override
    ChatupEvent withoutCommand();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of event: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R waiting(Waiting event);

        R matched(Matched event);

        R expired(Expired event);

        R cancelled(Cancelled event);
    }

    /**
     * The ticket is in its pool.
     *
     * @param waiting how many wait there, this one included
     * @param estimatedWaitMs milliseconds until a match, where there is ground for a guess
     */
    record Waiting(
            Instant at, Optional<CommandId> commandId, TicketId ticketId, long waiting, OptionalLong estimatedWaitMs)
            implements ChatupEvent {

        public Waiting {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(estimatedWaitMs, "estimatedWaitMs");
        }

        @Override
        public Waiting withoutCommand() {
            return new Waiting(at, Optional.empty(), ticketId, waiting, estimatedWaitMs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.waiting(this);
        }
    }

    /**
     * The ticket met another.
     *
     * @param conversationId the direct conversation, there to write in
     * @param sharedTags what both are interested in, sorted
     * @param score how alike the two are, 0 to 1
     */
    record Matched(
            Instant at,
            Optional<CommandId> commandId,
            TicketId ticketId,
            MatchId matchId,
            ConversationId conversationId,
            Peer peer,
            List<String> sharedTags,
            double score)
            implements ChatupEvent {

        public Matched {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(matchId, "matchId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(peer, "peer");
            sharedTags = List.copyOf(sharedTags);
        }

        @Override
        public Matched withoutCommand() {
            return new Matched(at, Optional.empty(), ticketId, matchId, conversationId, peer, sharedTags, score);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.matched(this);
        }
    }

    /** The ticket waited as long as tickets may. */
    record Expired(Instant at, Optional<CommandId> commandId, TicketId ticketId) implements ChatupEvent {

        public Expired {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(ticketId, "ticketId");
        }

        @Override
        public Expired withoutCommand() {
            return new Expired(at, Optional.empty(), ticketId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.expired(this);
        }
    }

    /** The ticket was taken back. */
    record Cancelled(Instant at, Optional<CommandId> commandId, TicketId ticketId, Reason reason)
            implements ChatupEvent {

        public Cancelled {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Cancelled withoutCommand() {
            return new Cancelled(at, Optional.empty(), ticketId, reason);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cancelled(this);
        }
    }

    /** The other one of a match, as shown to this one. */
    record Peer(UserId userId, String displayName) {

        public Peer {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(displayName, "displayName");
        }
    }

    /** Why a ticket was taken back. */
    enum Reason {
        /** The seeker asked for it. */
        @JsonProperty("user")
        USER,
        /** The seeker's last socket has been gone too long. */
        @JsonProperty("gone")
        GONE,
        /** The seeker may not seek any more. */
        @JsonProperty("suspended")
        SUSPENDED
    }
}
