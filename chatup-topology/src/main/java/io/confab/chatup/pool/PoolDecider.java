package io.confab.chatup.pool;

import static io.confab.schemas.event.RejectionCode.NOT_WAITING;

import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides what an input of a cell leads to. Pure: it reads the cell and changes nothing; the time is that of the record. */
final class PoolDecider {

    PoolDecision decide(Pool pool, PoolInput input, Instant at) {
        return input.accept(new Decide(pool, at));
    }

    private static final class Decide implements PoolInput.Visitor<PoolDecision> {
        private final Pool pool;
        private final Instant at;

        private Decide(Pool pool, Instant at) {
            this.pool = pool;
            this.at = at;
        }

        /** A part in which few seek keeps nobody: they meet in the pool itself. */
        @Override
        public PoolDecision enter(PoolInput.Enter input) {
            var ticket = input.ticket();
            if (pool.cell().isPart() && !pool.status().keeps()) {
                return onward(parent -> new PoolInput.Enter(ticket.in(parent)));
            }
            var waiting = new Waiting(
                    at,
                    Optional.of(ticket.commandId()),
                    ticket.ticketId(),
                    pool.size() + 1L,
                    pool.status().typicalWaitMs());
            return PoolDecision.waits(ticket, List.of(new SeekerInput.Answer(ticket.userId(), waiting)), pool.status());
        }

        /** It waits already: its seeker learns nothing new. */
        @Override
        public PoolDecision move(PoolInput.Move input) {
            return PoolDecision.waits(input.ticket(), List.of(), pool.status());
        }

        /** Against a match this or that comes first in the log, so exactly one of the two holds. */
        @Override
        public PoolDecision withdraw(PoolInput.Withdraw input) {
            if (pool.find(input.ticketId()).isPresent()) {
                var cancelled = new Cancelled(at, input.commandId(), input.ticketId(), input.reason());
                return new PoolDecision(
                        List.of(),
                        List.of(input.ticketId()),
                        List.of(new SeekerInput.Answer(input.userId(), cancelled)),
                        List.of(),
                        List.of(),
                        pool.status());
            }
            if (pool.cell().parent().isPresent()) {
                return onward(parent -> new PoolInput.Withdraw(
                        parent.toString(), input.ticketId(), input.userId(), input.commandId(), input.reason()));
            }
            return input.commandId()
                    .<UserEvent>map(command -> new CommandRejected(
                            at, Optional.of(command), NOT_WAITING, "the ticket has its outcome already"))
                    .map(rejected -> new PoolDecision(
                            List.of(),
                            List.of(),
                            List.of(new SeekerInput.Answer(input.userId(), rejected)),
                            List.of(),
                            List.of(),
                            pool.status()))
                    .orElseGet(() -> PoolDecision.nothing(pool.status()));
        }

        /** Who is away already stays away since then. */
        @Override
        public PoolDecision presence(PoolInput.Presence input) {
            return pool.find(input.ticketId())
                    .map(ticket -> ticket.awaySince().isPresent() != input.present()
                            ? PoolDecision.nothing(pool.status())
                            : PoolDecision.waits(
                                    ticket.away(input.present() ? Optional.empty() : Optional.of(at)),
                                    List.of(),
                                    pool.status()))
                    .orElseGet(() -> onward(
                            parent -> new PoolInput.Presence(parent.toString(), input.ticketId(), input.present())));
        }

        @Override
        public PoolDecision avoid(PoolInput.Avoid input) {
            return pool.find(input.ticketId())
                    .map(ticket -> PoolDecision.waits(ticket.avoiding(input.userId()), List.of(), pool.status()))
                    .orElseGet(() ->
                            onward(parent -> new PoolInput.Avoid(parent.toString(), input.ticketId(), input.userId())));
        }

        @Override
        public PoolDecision round(PoolInput.Round input) {
            return new RoundDecision(pool, at).decide(input);
        }

        /** A ticket that is not here may have moved on, and what bears on it follows. Its own seeker's records keep their order. */
        private PoolDecision onward(Function<Cell, PoolInput> input) {
            return pool.cell()
                    .parent()
                    .map(parent -> PoolDecision.goesOn(input.apply(parent), pool.status()))
                    .orElseGet(() -> PoolDecision.nothing(pool.status()));
        }
    }
}
