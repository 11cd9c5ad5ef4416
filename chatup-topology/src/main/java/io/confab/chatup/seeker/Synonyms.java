package io.confab.chatup.seeker;

import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.chatup.Synonym;
import io.confab.schemas.json.Json;
import io.confab.schemas.streams.UnprocessableRecordException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The table of synonyms as one task has read it, by the form of the word. */
final class Synonyms {
    private static final String SYNONYMS = "synonyms";

    private final KeyValueStore<String, Synonym> store;
    private final int most;
    private int count;

    Synonyms(ProcessorContext<?, ?> context, int most) {
        this.store = context.getStateStore(SYNONYMS);
        this.most = most;
        try (var all = store.all()) {
            all.forEachRemaining(row -> count++);
        }
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SYNONYMS), Serdes.String(), Json.serde(Synonym.class)));
    }

    /** The form that counts in the place of this one: itself, if it stands for nothing else. */
    String meaning(String form) {
        return Optional.ofNullable(store.get(form))
                .map(synonym -> TagForm.of(synonym.means()))
                .orElse(form);
    }

    /** Throws {@link UnprocessableRecordException} if the table is full. */
    void set(SeekerInput.SetSynonym input) {
        var form = TagForm.of(input.word());
        boolean known = store.get(form) != null;
        if (input.synonym().isPresent() && !known && count >= most) {
            throw new UnprocessableRecordException("the table of synonyms is full: it has " + most);
        }
        store.put(form, input.synonym().orElse(null));
        count += (input.synonym().isPresent() ? 1 : 0) - (known ? 1 : 0);
    }
}
