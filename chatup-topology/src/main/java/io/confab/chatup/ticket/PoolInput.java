package io.confab.chatup.ticket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.util.Objects;
import java.util.Optional;

/** Everything that bears on a pool, in one order. Its record's key is the pool, its time the record's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PoolInput.Enter.class, name = "enter"),
    @JsonSubTypes.Type(value = PoolInput.Withdraw.class, name = "withdraw"),
    @JsonSubTypes.Type(value = PoolInput.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = PoolInput.Avoid.class, name = "avoid"),
    @JsonSubTypes.Type(value = PoolInput.Tick.class, name = "tick"),
})
public sealed interface PoolInput {

    String pool();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of input: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R enter(Enter input);

        R withdraw(Withdraw input);

        R presence(Presence input);

        R avoid(Avoid input);

        R tick(Tick input);
    }

    /** A ticket that waits from now on. */
    record Enter(Ticket ticket) implements PoolInput {

        public Enter {
            Objects.requireNonNull(ticket, "ticket");
        }

        @Override
        public String pool() {
            return ticket.pool();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enter(this);
        }
    }

    /**
     * A ticket that is taken back, if it still waits.
     *
     * @param commandId the seeker's command, where it was one: then it is answered if the ticket has its outcome already
     */
    record Withdraw(String pool, TicketId ticketId, UserId userId, Optional<CommandId> commandId, Reason reason)
            implements PoolInput {

        public Withdraw {
            Objects.requireNonNull(pool, "pool");
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.withdraw(this);
        }
    }

    /**
     * Whether the seeker of a waiting ticket has a live socket: none any more, or one again.
     *
     * @param present false when the last one is gone; whoever stays away too long waits no more
     */
    record Presence(String pool, TicketId ticketId, boolean present) implements PoolInput {

        public Presence {
            Objects.requireNonNull(pool, "pool");
            Objects.requireNonNull(ticketId, "ticketId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.presence(this);
        }
    }

    /** Whom a waiting ticket is not to meet any more. */
    record Avoid(String pool, TicketId ticketId, UserId userId) implements PoolInput {

        public Avoid {
            Objects.requireNonNull(pool, "pool");
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.avoid(this);
        }
    }

    /** Time has passed: a round is due. */
    record Tick(String pool) implements PoolInput {

        public Tick {
            Objects.requireNonNull(pool, "pool");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tick(this);
        }
    }
}
