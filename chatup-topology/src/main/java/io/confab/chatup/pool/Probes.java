package io.confab.chatup.pool;

import io.confab.chatup.ticket.SeekerInput;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Whose sockets are to be looked for when. In memory: after a move of the task everybody's time begins anew. Not thread-safe. */
final class Probes {
    private final Duration interval;
    private final Queue<Due> queue = new ArrayDeque<>();

    Probes(Duration interval) {
        this.interval = interval;
    }

    /** A ticket waits here from now on. */
    void begin(Ticket ticket, Instant now) {
        queue.add(new Due(ticket.pool(), ticket.ticketId(), now.plus(interval)));
    }

    /** Those who still wait where they did; they come round again. */
    List<SeekerInput> due(Pools pools, Instant now) {
        var due = new ArrayList<SeekerInput>();
        while (!queue.isEmpty() && !queue.peek().at().isAfter(now)) {
            var next = queue.remove();
            pools.pool(next.cell()).find(next.ticketId()).ifPresent(ticket -> {
                due.add(new SeekerInput.Probe(ticket.userId(), ticket.ticketId()));
                begin(ticket, now);
            });
        }
        return due;
    }

    private record Due(String cell, TicketId ticketId, Instant at) {}
}
