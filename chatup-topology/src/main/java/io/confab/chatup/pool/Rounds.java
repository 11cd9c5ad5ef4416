package io.confab.chatup.pool;

import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.PoolInput.Proposal;
import io.confab.schemas.id.TicketId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Collects what is to be proposed, and puts it into records of bounded size. */
final class Rounds {
    private final Cell cell;
    private final boolean keeps;
    private final OptionalLong typicalWaitMs;
    private final Set<TicketId> tickets = new HashSet<>();
    private final List<PoolInput.Round> full = new ArrayList<>();
    private List<Proposal> meet = new ArrayList<>();
    private List<TicketId> expired = new ArrayList<>();
    private List<TicketId> gone = new ArrayList<>();
    private List<TicketId> moved = new ArrayList<>();
    private int count;

    /** @param typicalWaitMs 0 where there is no ground for a guess */
    Rounds(Cell cell, boolean keeps, long typicalWaitMs) {
        this.cell = cell;
        this.keeps = keeps;
        this.typicalWaitMs = typicalWaitMs == 0 ? OptionalLong.empty() : OptionalLong.of(typicalWaitMs);
    }

    boolean keeps() {
        return keeps;
    }

    void meet(Proposal proposal) {
        meet.add(proposal);
        tickets.add(proposal.younger());
        counted(proposal.older());
    }

    void expire(TicketId ticketId) {
        expired.add(ticketId);
        counted(ticketId);
    }

    void gone(TicketId ticketId) {
        gone.add(ticketId);
        counted(ticketId);
    }

    void move(TicketId ticketId) {
        moved.add(ticketId);
        counted(ticketId);
    }

    /** Of whom something is said. */
    Set<TicketId> tickets() {
        return Set.copyOf(tickets);
    }

    /** What there is to say, in order; none at all if nothing happens and the cell goes on as before. */
    List<PoolInput.Round> unlessNothing(PoolStatus status) {
        boolean changes = status.keeps() != keeps && cell.isPart();
        if (count > 0 || (changes && full.isEmpty())) {
            finish();
        }
        return List.copyOf(full);
    }

    private void counted(TicketId ticketId) {
        tickets.add(ticketId);
        count++;
        if (count == Matchmaker.MOST_IN_A_ROUND) {
            finish();
        }
    }

    private void finish() {
        full.add(new PoolInput.Round(cell.toString(), meet, expired, gone, moved, keeps, typicalWaitMs));
        meet = new ArrayList<>();
        expired = new ArrayList<>();
        gone = new ArrayList<>();
        moved = new ArrayList<>();
        count = 0;
    }
}
