package io.confab.chatup.pool;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The pools of one task in which somebody waits. What waits is kept in the store {@code waiting-tickets}; the pools in memory,
 * with their indexes, are made from it when the task starts and follow it from then on.
 */
final class Pools {
    private static final String WAITING_TICKETS = "waiting-tickets";

    private final KeyValueStore<TicketId, Ticket> store;
    private final TreeMap<String, Pool> pools = new TreeMap<>();

    Pools(ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(WAITING_TICKETS);
        try (var all = store.all()) {
            all.forEachRemaining(entry -> put(entry.value));
        }
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(WAITING_TICKETS),
                Json.textSerde(TicketId.class, TicketId::of),
                Json.serde(Ticket.class)));
    }

    /** The pool as it is, to be read; an empty one if nobody waits there. */
    Pool pool(String name) {
        var pool = pools.get(name);
        return pool == null ? new Pool() : pool;
    }

    /** Names of the pools in which somebody waits. */
    Collection<String> names() {
        return List.copyOf(pools.keySet());
    }

    /** How many tickets wait. */
    long size() {
        return pools.values().stream().mapToLong(Pool::size).sum();
    }

    void apply(String name, PoolDecision decision) {
        for (var ticket : decision.waiting()) {
            store.put(ticket.ticketId(), ticket);
            put(ticket);
        }
        for (var ticketId : decision.gone()) {
            store.delete(ticketId);
            pools.get(name).remove(ticketId);
        }
        if (pool(name).isEmpty()) {
            pools.remove(name);
        }
    }

    private void put(Ticket ticket) {
        pools.computeIfAbsent(ticket.pool(), none -> new Pool()).put(ticket);
    }
}
