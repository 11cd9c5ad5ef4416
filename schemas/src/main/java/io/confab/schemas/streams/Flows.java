package io.confab.schemas.streams;

import io.confab.schemas.push.Slot;
import io.confab.schemas.topic.CleanUp;
import io.confab.schemas.topic.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** How a topology begins and how it reads and writes topics of the catalogue. */
public final class Flows {
    private Flows() {}

    /**
     * Where every topology of Confab begins. Its build fails if a store or an internal topic has no name of its own (Kafka
     * takes that rule from the builder alone), and its processors are spared records that failed before.
     */
    public static StreamsBuilder builder() {
        var config = new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "confab",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "none:1",
                StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG,
                QuarantineGuard.class,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true));
        return new StreamsBuilder(new TopologyConfig(config));
    }

    /**
     * All records of {@code topic}. Neither keys nor values are null, but for the tombstones of a compacted topic: what has
     * none goes to the dead letters like anything else that can't be read.
     */
    public static <K, V> KStream<K, V> read(StreamsBuilder builder, Topic<K, V> topic, String name) {
        var values = topic.cleanUp() instanceof CleanUp.Compacted
                ? topic.valueSerde()
                : present(topic.valueSerde(), "value");
        return builder.stream(
                topic.name(),
                Consumed.with(present(topic.keySerde(), "key"), values).withName(name));
    }

    /** Writes to {@code topic}, each record to the partition of its key. A slot is its partition. */
    public static <K, V> void write(KStream<K, V> stream, Topic<K, V> topic, String name) {
        var produced = Produced.with(topic.keySerde(), topic.valueSerde()).withName(name);
        stream.to(topic.name(), topic.keyType() == Slot.class ? produced.withStreamPartitioner(bySlot()) : produced);
    }

    /** The same, to the partition that {@code partitioner} says. */
    public static <K, V> void write(
            KStream<K, V> stream, Topic<K, V> topic, StreamPartitioner<? super K, ? super V> partitioner, String name) {
        stream.to(
                topic.name(),
                Produced.with(topic.keySerde(), topic.valueSerde())
                        .withName(name)
                        .withStreamPartitioner(partitioner));
    }

    private static <K, V> StreamPartitioner<K, V> bySlot() {
        return (topic, key, value, partitions) -> {
            int partition = ((Slot) key).partition();
            if (partition >= partitions) {
                // The producer would wait for it to appear, and nobody else's push would go out meanwhile.
                throw new IllegalArgumentException("slot " + partition + " of " + partitions);
            }
            return Optional.of(Set.of(partition));
        };
    }

    private static <T> Serde<T> present(Serde<T> serde, String what) {
        Deserializer<T> deserializer = (topic, bytes) -> {
            if (bytes == null) {
                throw new SerializationException("a record of " + topic + " has no " + what);
            }
            return serde.deserializer().deserialize(topic, bytes);
        };
        return Serdes.serdeFrom(serde.serializer(), deserializer);
    }
}
