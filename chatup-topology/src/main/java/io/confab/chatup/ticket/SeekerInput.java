package io.confab.chatup.ticket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.chatup.Synonym;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import java.util.Objects;
import java.util.Optional;

/** Everything that bears on a seeker, in one order. Its record's key is the user, its time the record's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SeekerInput.Order.class, name = "order"),
    @JsonSubTypes.Type(value = SeekerInput.Block.class, name = "block"),
    @JsonSubTypes.Type(value = SeekerInput.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = SeekerInput.AccountDeleted.class, name = "account_deleted"),
    @JsonSubTypes.Type(value = SeekerInput.Probe.class, name = "probe"),
    @JsonSubTypes.Type(value = SeekerInput.SetSynonym.class, name = "set_synonym"),
})
public sealed interface SeekerInput {

    UserId userId();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of input: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R order(Order input);

        R block(Block input);

        R answer(Answer input);

        R accountDeleted(AccountDeleted input);

        R probe(Probe input);

        R setSynonym(SetSynonym input);
    }

    /** A command: what the seeker asks for, or what else is said of the seeker. */
    record Order(ChatupCommand command) implements SeekerInput {

        public Order {
            Objects.requireNonNull(command, "command");
        }

        @Override
        public UserId userId() {
            return command.userId();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.order(this);
        }
    }

    /**
     * How the directory knows the seeker's block of another.
     *
     * @param row empty if it holds no more
     */
    record Block(UserId userId, UserId blockedId, Optional<BlockRow> row) implements SeekerInput {

        public Block {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(blockedId, "blockedId");
            Objects.requireNonNull(row, "row");
        }

        public BlockKey key() {
            return new BlockKey(userId, blockedId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.block(this);
        }
    }

    /** What a pool has to say to the seeker. */
    record Answer(UserId userId, UserEvent event) implements SeekerInput {

        public Answer {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(event, "event");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.answer(this);
        }
    }

    /** There is no such user any more. */
    record AccountDeleted(UserId userId) implements SeekerInput {

        public AccountDeleted {
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.accountDeleted(this);
        }
    }

    /** Asks whether the sockets of a waiting seeker are there. */
    record Probe(UserId userId, TicketId ticketId) implements SeekerInput {

        public Probe {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(ticketId, "ticketId");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.probe(this);
        }
    }

    /**
     * What a word stands for from now on. It bears on all seekers, so it is in every partition of their log.
     *
     * @param word as an operator wrote it
     * @param synonym empty: itself
     */
    record SetSynonym(String word, Optional<Synonym> synonym) implements SeekerInput {
        private static final UserId EVERYBODY = UserId.of("00000000-0000-0000-0000-000000000000");

        public SetSynonym {
            Objects.requireNonNull(word, "word");
            Objects.requireNonNull(synonym, "synonym");
        }

        /** Nobody's in particular. */
        @Override
        public UserId userId() {
            return EVERYBODY;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setSynonym(this);
        }
    }
}
