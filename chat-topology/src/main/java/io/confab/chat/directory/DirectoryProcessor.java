package io.confab.chat.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import io.confab.schemas.streams.UnprocessableRecordException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Takes the changes of one table and passes on what is new: the row, or null where there is none any more. Changes of one row
 * come on one partition, so what is known of it is here.
 */
final class DirectoryProcessor<K, R> implements Processor<String, JsonNode, K, R> {
    private final Table<K, R> table;
    private final String storeName;
    private final DirectoryMetrics metrics;
    private ProcessorContext<K, R> context;
    private KeyValueStore<K, Known<R>> rows;

    private DirectoryProcessor(Table<K, R> table, String storeName, DirectoryMetrics metrics) {
        this.table = table;
        this.storeName = storeName;
        this.metrics = metrics;
    }

    /** @param storeName where the rows are kept, named as what they are */
    static <K, R> ProcessorSupplier<String, JsonNode, K, R> supplier(
            Table<K, R> table, String storeName, Serde<K> keys, Serde<Known<R>> values, DirectoryMetrics metrics) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, JsonNode, K, R> get() {
                return new DirectoryProcessor<>(table, storeName, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(storeName), keys, values));
            }
        };
    }

    @Override
    public void init(ProcessorContext<K, R> context) {
        this.context = context;
        this.rows = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, JsonNode> record) {
        if (record.value() == null || Change.isResolved(record.value())) {
            return;
        }
        var step = decide(record);
        metrics.count(step.known().isPresent());
        step.known().ifPresent(known -> {
            rows.put(step.key(), known);
            context.forward(record.withKey(step.key()).withValue(known.row().orElse(null)));
        });
    }

    private Step<K, R> decide(Record<String, JsonNode> record) {
        try {
            if (record.key() == null) {
                throw new IllegalArgumentException("it has no key");
            }
            var key = table.key(new Columns(Json.read(record.key(), JsonNode.class)));
            var known = table.decide(key, Change.of(record.value()), Optional.ofNullable(rows.get(key)));
            return new Step<>(key, known);
        } catch (IllegalArgumentException e) {
            throw new UnprocessableRecordException("no change of a row of " + storeName + ": " + e.getMessage(), e);
        }
    }

    /** @param known what is now known of the row; empty: nothing new */
    private record Step<K, R>(K key, Optional<Known<R>> known) {}
}
