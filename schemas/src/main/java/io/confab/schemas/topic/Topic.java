package io.confab.schemas.topic;

import io.confab.schemas.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic, declared once: its creation, Serdes, documentation and test fixtures are made from this.
 *
 * @param <K> what its keys are, as text
 * @param <V> what its values are, as JSON
 * @param because why it is there, in half a sentence
 */
public record Topic<K, V>(
        String name,
        Class<K> keyType,
        Serde<K> keySerde,
        Class<V> valueType,
        Serde<V> valueSerde,
        Partitions partitions,
        CleanUp cleanUp,
        List<Part> writtenBy,
        List<Part> readBy,
        String because) {

    /** What the name of a topic of dead letters adds to that of its source. */
    public static final String DEAD_LETTERS = ".dead-letters";

    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keyType, "keyType");
        Objects.requireNonNull(keySerde, "keySerde");
        Objects.requireNonNull(valueType, "valueType");
        Objects.requireNonNull(valueSerde, "valueSerde");
        Objects.requireNonNull(partitions, "partitions");
        Objects.requireNonNull(cleanUp, "cleanUp");
        writtenBy = List.copyOf(writtenBy);
        readBy = List.copyOf(readBy);
        Objects.requireNonNull(because, "because");
    }

    /** Where records of this topic go that a topology can't read or process, as they are, the reason in headers. */
    public String deadLetters() {
        return name + DEAD_LETTERS;
    }

    /** The same records under another name, for an application that is to write beside this topic and not into it. */
    public Topic<K, V> renamed(String newName) {
        return new Topic<>(
                newName, keyType, keySerde, valueType, valueSerde, partitions, cleanUp, writtenBy, readBy, because);
    }

    static Declaration named(String name) {
        return new Declaration(name);
    }

    /** The first half of a declaration. */
    record Declaration(String name) {

        <K, V> Builder<K, V> of(Class<K> keyType, Function<String, K> key, Class<V> valueType) {
            return new Builder<>(name, keyType, Json.textSerde(keyType, key), valueType, Json.serde(valueType));
        }
    }

    /** The second half of a declaration. */
    static final class Builder<K, V> {
        private final String name;
        private final Class<K> keyType;
        private final Serde<K> keySerde;
        private final Class<V> valueType;
        private final Serde<V> valueSerde;
        private Partitions partitions = Partitions.SHARED;
        private CleanUp cleanUp = new CleanUp.Compacted();
        private List<Part> writtenBy = List.of();
        private List<Part> readBy = List.of();

        private Builder(String name, Class<K> keyType, Serde<K> keySerde, Class<V> valueType, Serde<V> valueSerde) {
            this.name = name;
            this.keyType = keyType;
            this.keySerde = keySerde;
            this.valueType = valueType;
            this.valueSerde = valueSerde;
        }

        Builder<K, V> deletedAfter(Duration retention) {
            cleanUp = new CleanUp.DeletedAfter(retention);
            return this;
        }

        Builder<K, V> compacted() {
            cleanUp = new CleanUp.Compacted();
            return this;
        }

        Builder<K, V> onePartitionPerSlot() {
            partitions = Partitions.SLOTS;
            return this;
        }

        Builder<K, V> onePartition() {
            partitions = Partitions.ONE;
            return this;
        }

        Builder<K, V> writtenBy(Part... parts) {
            writtenBy = List.of(parts);
            return this;
        }

        Builder<K, V> readBy(Part... parts) {
            readBy = List.of(parts);
            return this;
        }

        Topic<K, V> because(String reason) {
            return new Topic<>(
                    name, keyType, keySerde, valueType, valueSerde, partitions, cleanUp, writtenBy, readBy, reason);
        }
    }
}
