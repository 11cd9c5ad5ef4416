package io.confab.chatup.pool;

import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One cell as it is: who waits there, and its status. Not thread-safe. */
final class Pool {
    private final Cell cell;
    private final Map<TicketId, Ticket> tickets = new LinkedHashMap<>();
    private PoolStatus status = PoolStatus.NEW;

    Pool(Cell cell) {
        this.cell = cell;
    }

    Cell cell() {
        return cell;
    }

    Optional<Ticket> find(TicketId ticketId) {
        return Optional.ofNullable(tickets.get(ticketId));
    }

    /** Those who wait, in the order in which they came. A view. */
    Collection<Ticket> tickets() {
        return Collections.unmodifiableCollection(tickets.values());
    }

    int size() {
        return tickets.size();
    }

    PoolStatus status() {
        return status;
    }

    /** Adds a ticket, or puts it in the place of the one of the same id. */
    void put(Ticket ticket) {
        tickets.put(ticket.ticketId(), ticket);
    }

    void remove(TicketId ticketId) {
        tickets.remove(ticketId);
    }

    void become(PoolStatus next) {
        status = next;
    }
}
