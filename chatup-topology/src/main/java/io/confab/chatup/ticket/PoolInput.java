package io.confab.chatup.ticket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.util.Objects;

/** Everything that bears on a pool, in one order. Its record's key is the pool, its time the record's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PoolInput.Enter.class, name = "enter"),
    @JsonSubTypes.Type(value = PoolInput.Withdraw.class, name = "withdraw"),
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

    /** A ticket that its seeker takes back, if it still waits. */
    record Withdraw(String pool, TicketId ticketId, UserId userId, CommandId commandId) implements PoolInput {

        public Withdraw {
            Objects.requireNonNull(pool, "pool");
            Objects.requireNonNull(ticketId, "ticketId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(commandId, "commandId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.withdraw(this);
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
