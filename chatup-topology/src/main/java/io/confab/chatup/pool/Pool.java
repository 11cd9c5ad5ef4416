package io.confab.chatup.pool;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The tickets that wait in one pool, by age and by tag. What it answers follows from the tickets alone, not from the order in
 * which they came. Not thread-safe.
 */
final class Pool {
    private final Map<TicketId, Ticket> tickets = new HashMap<>();
    private final NavigableSet<Ticket> byAge = new TreeSet<>(Ticket.BY_AGE);
    private final Map<String, NavigableSet<Ticket>> byTag = new HashMap<>();

    /** Adds a ticket, or puts it in the place of the one of the same id. */
    void put(Ticket ticket) {
        remove(ticket.ticketId());
        tickets.put(ticket.ticketId(), ticket);
        byAge.add(ticket);
        for (var tag : ticket.tags()) {
            byTag.computeIfAbsent(tag, none -> new TreeSet<>(Ticket.BY_AGE)).add(ticket);
        }
    }

    void remove(TicketId ticketId) {
        var ticket = tickets.remove(ticketId);
        if (ticket == null) {
            return;
        }
        byAge.remove(ticket);
        for (var tag : ticket.tags()) {
            byTag.computeIfPresent(tag, (name, with) -> {
                with.remove(ticket);
                return with.isEmpty() ? null : with;
            });
        }
    }

    Optional<Ticket> find(TicketId ticketId) {
        return Optional.ofNullable(tickets.get(ticketId));
    }

    int size() {
        return tickets.size();
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    /** Who waits longest comes first. A view. */
    Collection<Ticket> byAge() {
        return Collections.unmodifiableCollection(byAge);
    }

    /**
     * What it says about two that both have this tag: the logarithm of how rare it is among those who wait (inverse document
     * frequency), above 0.
     */
    double weight(String tag) {
        int with = byTag.containsKey(tag) ? byTag.get(tag).size() : 0;
        // StrictMath: the same on every machine, which Math.log does not promise.
        return StrictMath.log(1 + (1.0 + tickets.size()) / (1 + with));
    }

    /**
     * Others with a tag in common, at most {@code limit}: those who share the rarest tags first, since with them the score can
     * be high, and of these the oldest.
     */
    List<Ticket> likeliest(Ticket ticket, int limit, Predicate<Ticket> allowed) {
        var rarestFirst = ticket.tags().stream()
                .filter(byTag::containsKey)
                .sorted(Comparator.comparingInt((String tag) -> byTag.get(tag).size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        var seen = new HashSet<TicketId>();
        seen.add(ticket.ticketId());
        var found = new ArrayList<Ticket>();
        for (var tag : rarestFirst) {
            for (var other : byTag.get(tag)) {
                if (found.size() == limit) {
                    return found;
                }
                if (seen.add(other.ticketId()) && allowed.test(other)) {
                    found.add(other);
                }
            }
        }
        return found;
    }
}
