package io.confab.chatup.seeker;

import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.TicketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** What is known of the seekers of one task. */
final class SeekerStores {
    private static final String SEEKERS = "seekers";
    private static final String BLOCKS = "blocks-by-blocker";
    private static final String TICKETS = "taken-tickets";
    private static final String DELETED = "deleted-users";

    /**
     * How much longer ids are kept than they count. The store forgets by the latest time it has seen, which runs ahead of a
     * late record's own: by an hour at most, as brokers refuse what is further in the future, and by what gateways lag.
     */
    private static final Duration MARGIN = Duration.ofHours(3);

    /** As long as a command may lie on the log: whom gateways don't know any more they let in no more. */
    private static final Duration DELETED_COUNTS = Duration.ofDays(1);

    private final Duration ticketRetention;
    private final KeyValueStore<UserId, Seeker> seekers;
    private final KeyValueStore<BlockKey, Block> blocks;
    private final WindowStore<TicketId, CommandId> tickets;
    private final WindowStore<UserId, Long> deleted;

    SeekerStores(ProcessorContext<?, ?> context, Duration ticketRetention) {
        this.ticketRetention = ticketRetention;
        this.seekers = context.getStateStore(SEEKERS);
        this.blocks = context.getStateStore(BLOCKS);
        this.tickets = context.getStateStore(TICKETS);
        this.deleted = context.getStateStore(DELETED);
    }

    static Set<StoreBuilder<?>> builders(Duration ticketRetention) {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SEEKERS),
                        Json.textSerde(UserId.class, UserId::of),
                        Json.serde(Seeker.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(BLOCKS),
                        Json.textSerde(BlockKey.class, BlockKey::of),
                        Json.serde(Block.class)),
                Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(TICKETS, ticketRetention.plus(MARGIN), ticketRetention, false),
                        Json.textSerde(TicketId.class, TicketId::of),
                        Json.textSerde(CommandId.class, CommandId::of)),
                Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(DELETED, DELETED_COUNTS.plus(MARGIN), DELETED_COUNTS, false),
                        Json.textSerde(UserId.class, UserId::of),
                        Serdes.Long()));
    }

    Seeker seeker(UserId userId) {
        return Optional.ofNullable(seekers.get(userId)).orElse(Seeker.NEW);
    }

    void keep(UserId userId, Seeker seeker) {
        seekers.put(userId, seeker.equals(Seeker.NEW) ? null : seeker);
    }

    List<UserId> blockedBy(UserId userId) {
        var blocked = new ArrayList<UserId>();
        try (var rows = blocks.prefixScan(userId + ":", new StringSerializer())) {
            while (rows.hasNext()) {
                var row = rows.next();
                if (row.value.active()) {
                    blocked.add(row.key.blockedId());
                }
            }
        }
        return blocked;
    }

    Block block(BlockKey key) {
        return Optional.ofNullable(blocks.get(key)).orElse(Block.NONE);
    }

    void keep(BlockKey key, Block block) {
        blocks.put(key, block);
    }

    /** Of a user who is no more nothing is kept but that. */
    void forget(UserId userId, Instant at) {
        var keys = new ArrayList<BlockKey>();
        try (var rows = blocks.prefixScan(userId + ":", new StringSerializer())) {
            rows.forEachRemaining(row -> keys.add(row.key));
        }
        keys.forEach(blocks::delete);
        deleted.put(userId, at.toEpochMilli(), at.toEpochMilli());
    }

    /** Whether the account was deleted about then. */
    boolean isDeleted(UserId userId, Instant at) {
        long from = Math.max(0, at.minus(DELETED_COUNTS).toEpochMilli());
        try (var found = deleted.fetch(userId, from, at.plus(DELETED_COUNTS).toEpochMilli())) {
            return found.hasNext();
        }
    }

    /**
     * The command that took a ticket of this id. Looks both ways, since the clocks of two gateways differ and a repeat can seem
     * older than what it repeats.
     */
    Optional<CommandId> taker(TicketId ticketId, Instant at) {
        long from = Math.max(0, at.minus(ticketRetention).toEpochMilli());
        try (var found = tickets.fetch(ticketId, from, at.plus(ticketRetention).toEpochMilli())) {
            return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
        }
    }

    void remember(Ticket ticket) {
        tickets.put(ticket.ticketId(), ticket.commandId(), ticket.since().toEpochMilli());
    }
}
