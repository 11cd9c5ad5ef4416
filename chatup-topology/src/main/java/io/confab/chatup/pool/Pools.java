package io.confab.chatup.pool;

import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The cells of one task in which somebody waits. What waits is kept in the store {@code waiting-tickets}, what else is known of a cell in
 * {@code pool-status}; the cells in memory are made from them when the task starts and follow them from then on.
 */
final class Pools {
    private static final String WAITING_TICKETS = "waiting-tickets";
    private static final String POOL_STATUS = "pool-status";

    private final KeyValueStore<TicketId, Ticket> tickets;
    private final KeyValueStore<String, PoolStatus> statuses;
    private final TreeMap<String, Pool> pools = new TreeMap<>();
    private long size;

    Pools(ProcessorContext<?, ?> context) {
        this.tickets = context.getStateStore(WAITING_TICKETS);
        this.statuses = context.getStateStore(POOL_STATUS);
        try (var all = tickets.all()) {
            all.forEachRemaining(entry -> occupied(entry.value.pool()).put(entry.value));
        }
        this.size = pools.values().stream().mapToLong(Pool::size).sum();
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(WAITING_TICKETS),
                        Json.textSerde(TicketId.class, TicketId::of),
                        Json.serde(Ticket.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(POOL_STATUS), Serdes.String(), Json.serde(PoolStatus.class)));
    }

    /** The cell as it is; nobody waits in one that was never heard of. */
    Pool pool(String name) {
        var pool = pools.get(name);
        return pool == null ? load(name) : pool;
    }

    /** Names of the cells in which somebody waits. */
    Collection<String> names() {
        return List.copyOf(pools.keySet());
    }

    /** How many tickets wait. */
    long size() {
        return size;
    }

    void apply(Pool pool, PoolDecision decision) {
        var name = pool.cell().toString();
        int before = pool.size();
        for (var ticket : decision.waiting()) {
            tickets.put(ticket.ticketId(), ticket);
            pool.put(ticket);
        }
        for (var ticketId : decision.gone()) {
            tickets.delete(ticketId);
            pool.remove(ticketId);
        }
        if (!decision.status().equals(pool.status())) {
            statuses.put(name, decision.status());
            pool.become(decision.status());
        }
        size += pool.size() - before;
        if (pool.size() == 0) {
            pools.remove(name);
        } else {
            pools.put(name, pool);
        }
    }

    private Pool occupied(String name) {
        return pools.computeIfAbsent(name, this::load);
    }

    private Pool load(String name) {
        var pool = new Pool(Cell.parse(name));
        Optional.ofNullable(statuses.get(name)).ifPresent(pool::become);
        return pool;
    }
}
