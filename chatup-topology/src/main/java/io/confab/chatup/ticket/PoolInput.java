package io.confab.chatup.ticket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that bears on a cell, in one order. Its record's key is the {@linkplain Cell cell}, its time the record's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PoolInput.Enter.class, name = "enter"),
    @JsonSubTypes.Type(value = PoolInput.Withdraw.class, name = "withdraw"),
    @JsonSubTypes.Type(value = PoolInput.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = PoolInput.Avoid.class, name = "avoid"),
    @JsonSubTypes.Type(value = PoolInput.Move.class, name = "move"),
    @JsonSubTypes.Type(value = PoolInput.Round.class, name = "round"),
})
public sealed interface PoolInput {

    /** The name of the cell. */
    String pool();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of input: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R enter(Enter input);

        R withdraw(Withdraw input);

        R presence(Presence input);

        R avoid(Avoid input);

        R move(Move input);

        R round(Round input);
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

    /** A ticket that waited in another cell before and waits here from now on. */
    record Move(Ticket ticket) implements PoolInput {

        public Move {
            Objects.requireNonNull(ticket, "ticket");
        }

        @Override
        public String pool() {
            return ticket.pool();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.move(this);
        }
    }

    /**
     * What the cell's own task proposes as time passes. It holds as far as it can when it is read: for tickets that wait by then,
     * and two that may meet. So the log says who met, however that was found out.
     *
     * @param meet who is to meet whom
     * @param expired whose time is over
     * @param gone whose seekers have been away too long; it holds only if they still are
     * @param moved who goes on to the parent
     * @param keeps whether newcomers are to wait here from now on, or go on to the parent at once
     * @param typicalWaitMs milliseconds that those who met lately waited, where there is ground for a guess
     */
    record Round(
            String pool,
            List<Proposal> meet,
            List<TicketId> expired,
            List<TicketId> gone,
            List<TicketId> moved,
            boolean keeps,
            OptionalLong typicalWaitMs)
            implements PoolInput {

        public Round {
            Objects.requireNonNull(pool, "pool");
            meet = List.copyOf(meet);
            expired = List.copyOf(expired);
            gone = List.copyOf(gone);
            moved = List.copyOf(moved);
            Objects.requireNonNull(typicalWaitMs, "typicalWaitMs");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.round(this);
        }
    }

    /**
     * That two meet.
     *
     * @param score how well they suit each other, 0 to 1
     */
    record Proposal(TicketId older, TicketId younger, double score) {

        public Proposal {
            Objects.requireNonNull(older, "older");
            Objects.requireNonNull(younger, "younger");
        }
    }
}
