package io.confab.chatup.pool;

import io.confab.chatup.match.TagFrequencies;
import io.confab.schemas.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The matchmakers of one task, one for each cell in which somebody waits or came lately. How often tags are asked for outlives them in the
 * store {@code tag-frequencies}, written now and then: what a crash loses of it nobody misses.
 */
final class Matchmakers {
    private static final String TAG_FREQUENCIES = "tag-frequencies";

    /** Bounds a record of the store: counts of at most a few thousand tags. */
    private static final int SHEETS = 16;

    private final PoolPolicy policy;
    private final KeyValueStore<String, Sheet> store;
    private final Map<String, Matchmaker> matchmakers = new TreeMap<>();
    private final Map<String, Long> written = new HashMap<>();

    Matchmakers(PoolPolicy policy, ProcessorContext<?, ?> context) {
        this.policy = policy;
        this.store = context.getStateStore(TAG_FREQUENCIES);
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TAG_FREQUENCIES), Serdes.String(), Json.serde(Sheet.class)));
    }

    Matchmaker of(Pool pool, Instant now) {
        return matchmakers.computeIfAbsent(
                pool.cell().toString(), name -> new Matchmaker(policy, frequencies(name), pool, now));
    }

    List<String> names() {
        return List.copyOf(matchmakers.keySet());
    }

    void dismiss(String name) {
        keepFrequencies(name);
        matchmakers.remove(name);
        written.remove(name);
    }

    void keepFrequencies() {
        names().forEach(this::keepFrequencies);
    }

    private void keepFrequencies(String name) {
        var frequencies = matchmakers.get(name).frequencies();
        if (written.getOrDefault(name, 0L) == frequencies.counted()) {
            return;
        }
        var sheets = new HashMap<Integer, Map<String, Integer>>();
        frequencies
                .counts()
                .forEach((tag, count) -> sheets.computeIfAbsent(
                                Math.floorMod(tag.hashCode(), SHEETS), none -> new TreeMap<>())
                        .put(tag, count));
        for (int i = 0; i < SHEETS; i++) {
            store.put(key(name, i), new Sheet(frequencies.tickets(), sheets.getOrDefault(i, Map.of())));
        }
        written.put(name, frequencies.counted());
    }

    private TagFrequencies frequencies(String name) {
        var counts = new HashMap<String, Integer>();
        int tickets = 0;
        try (var sheets = store.prefixScan(key(name, ""), new StringSerializer())) {
            while (sheets.hasNext()) {
                var sheet = sheets.next().value;
                tickets = sheet.tickets();
                counts.putAll(sheet.counts());
            }
        }
        return TagFrequencies.of(policy.horizon(), tickets, counts);
    }

    private static String key(String name, Object sheet) {
        return name + "|" + sheet;
    }

    /**
     * A share of what was counted in a cell.
     *
     * @param tickets that all sheets of the cell stand for
     */
    record Sheet(int tickets, Map<String, Integer> counts) {

        Sheet {
            counts = Map.copyOf(Optional.ofNullable(counts).orElse(Map.of()));
        }
    }
}
