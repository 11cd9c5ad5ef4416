package io.confab.chatup.seeker;

import static io.confab.schemas.event.RejectionCode.ALREADY_WAITING;
import static io.confab.schemas.event.RejectionCode.CLIENT_MESSAGE_ID_REUSED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.NOT_WAITING;

import io.confab.chatup.seeker.Seeker.Meeting;
import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chatup.ChatupCommand.Cancel;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.chatup.ChatupCommand.SetPresence;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what a seeker's commands, blocks and answers lead to. Pure: the time is that of the input's record. */
final class SeekerDecider {

    /** Bounds a ticket's record: 10,000 ids are 390 KB of the 1 MB that a record may have. */
    static final int MOST_BLOCKED = 10_000;

    /** Bounds a seeker's state: whoever meets more within the time may meet the first of them again. */
    static final int MOST_MET = 500;

    private final Duration meetAgainAfter;
    private final int parts;

    /**
     * @param meetAgainAfter the time within which nobody is to meet the same user twice
     * @param parts that a crowded pool is split in
     */
    SeekerDecider(Duration meetAgainAfter, int parts) {
        this.meetAgainAfter = meetAgainAfter;
        this.parts = parts;
    }

    /**
     * @param earlier the command that took the ticket of this id, if one did
     * @param interests what the command's tags mean
     * @param blocked whom the seeker blocks. Who blocks the seeker need not be known: their tickets avoid the seeker's.
     */
    SeekerDecision seek(
            Seeker seeker,
            Optional<CommandId> earlier,
            Interests interests,
            List<UserId> blocked,
            Seek command,
            Instant at) {
        if (earlier.isPresent()) {
            return earlier.get().equals(command.commandId())
                    ? SeekerDecision.nothing(seeker)
                    : reject(
                            seeker, command.commandId(), at, CLIENT_MESSAGE_ID_REUSED, "clientId names another ticket");
        }
        if (seeker.ticket().isPresent()) {
            return reject(seeker, command.commandId(), at, ALREADY_WAITING, "there is a ticket already");
        }
        if (blocked.size() > MOST_BLOCKED) {
            return reject(
                    seeker, command.commandId(), at, NOT_ALLOWED, "too many users are blocked to find a stranger");
        }
        var avoided = Stream.concat(blocked.stream(), lately(seeker, at).map(Meeting::userId))
                .toList();
        var ticket = new Ticket(
                command.ticketId(),
                command.commandId(),
                command.seeker(),
                interests.tags(),
                interests.words(),
                Cell.of(command.pool(), interests.tags(), parts).toString(),
                command.anyone(),
                at,
                avoided,
                Optional.empty());
        return SeekerDecision.ask(seeker.holding(ticket.ticketId(), ticket.pool()), new PoolInput.Enter(ticket));
    }

    /** The pool has the last word: only there is it known whether the ticket still waits. */
    SeekerDecision cancel(Seeker seeker, Cancel command, Instant at) {
        return seeker.ticket()
                .map(held -> SeekerDecision.ask(
                        seeker,
                        new PoolInput.Withdraw(
                                held.pool(),
                                held.ticketId(),
                                command.userId(),
                                Optional.of(command.commandId()),
                                ChatupEvent.Reason.USER)))
                .orElseGet(() -> reject(seeker, command.commandId(), at, NOT_WAITING, "there is no ticket"));
    }

    /** The ticket that waits avoids whom the seeker blocks now and did not before. A lifted block counts from the next ticket on. */
    SeekerDecision block(Seeker seeker, UserId blockedId, Block before, Block after) {
        return seeker.ticket()
                .filter(held -> after.active() && !before.active())
                .map(held -> SeekerDecision.ask(seeker, new PoolInput.Avoid(held.pool(), held.ticketId(), blockedId)))
                .orElseGet(() -> SeekerDecision.nothing(seeker));
    }

    /** What is said of an earlier ticket means nothing to the one that waits. */
    SeekerDecision presence(Seeker seeker, SetPresence command) {
        return seeker.ticket()
                .filter(held -> held.ticketId().equals(command.ticketId()))
                .map(held -> SeekerDecision.ask(
                        seeker, new PoolInput.Presence(held.pool(), held.ticketId(), command.present())))
                .orElseGet(() -> SeekerDecision.nothing(seeker));
    }

    /** So asked, an inbox hears of a ticket only before its outcome. */
    SeekerDecision probe(Seeker seeker, SeekerInput.Probe input) {
        return seeker.ticket()
                .filter(held -> held.ticketId().equals(input.ticketId()))
                .map(held -> SeekerDecision.probe(seeker, held.ticketId()))
                .orElseGet(() -> SeekerDecision.nothing(seeker));
    }

    /** The ticket stays until the pool has said what became of it; all else is forgotten. */
    SeekerDecision accountDeleted(Seeker seeker, SeekerInput.AccountDeleted input) {
        return seeker.ticket()
                .map(held -> SeekerDecision.ask(
                        seeker,
                        new PoolInput.Withdraw(
                                held.pool(),
                                held.ticketId(),
                                input.userId(),
                                Optional.empty(),
                                ChatupEvent.Reason.SUSPENDED)))
                .orElseGet(() -> SeekerDecision.nothing(seeker))
                .forgetting();
    }

    /** Seeking was on its way while the account was deleted. */
    SeekerDecision seekOfNobody(Seeker seeker, Seek command, Instant at) {
        return reject(seeker, command.commandId(), at, NOT_ALLOWED, "the account is deleted");
    }

    SeekerDecision answer(Seeker seeker, SeekerInput.Answer input) {
        var after = input.event() instanceof ChatupEvent event ? event.accept(new AfterEvent(seeker)) : seeker;
        return SeekerDecision.tell(after, input.event());
    }

    private final class AfterEvent implements ChatupEvent.Visitor<Seeker> {
        private final Seeker seeker;

        private AfterEvent(Seeker seeker) {
            this.seeker = seeker;
        }

        @Override
        public Seeker waiting(ChatupEvent.Waiting event) {
            return seeker;
        }

        @Override
        public Seeker matched(ChatupEvent.Matched event) {
            var met = Stream.concat(
                            lately(seeker, event.at()),
                            Stream.of(new Meeting(event.peer().userId(), event.at())))
                    .toList();
            return seeker.without(event.ticketId()).having(met.subList(Math.max(0, met.size() - MOST_MET), met.size()));
        }

        @Override
        public Seeker expired(ChatupEvent.Expired event) {
            return seeker.without(event.ticketId());
        }

        @Override
        public Seeker cancelled(ChatupEvent.Cancelled event) {
            return seeker.without(event.ticketId());
        }
    }

    private Stream<Meeting> lately(Seeker seeker, Instant at) {
        return seeker.met().stream()
                .filter(meeting -> meeting.at().plus(meetAgainAfter).isAfter(at));
    }

    private static SeekerDecision reject(
            Seeker seeker, CommandId commandId, Instant at, RejectionCode code, String detail) {
        return SeekerDecision.tell(seeker, new CommandRejected(at, Optional.of(commandId), code, detail));
    }
}
