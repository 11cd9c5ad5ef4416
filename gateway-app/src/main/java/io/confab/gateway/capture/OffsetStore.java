package io.confab.gateway.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.confab.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;

/**
 * Keeps an engine's offsets in {@code capture.offsets}; Debezium makes one for each engine, by its name. Kafka Connect's own
 * store tries for ever to write when the broker is away, so an engine could not be stopped, and leaves an admin client behind.
 */
public final class OffsetStore implements OffsetBackingStore {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Map<ByteBuffer, ByteBuffer> offsets = new ConcurrentHashMap<>();
    private Map<String, Object> clients = Map.of();
    private Optional<Producer<String, String>> producer = Optional.empty();

    @Override
    public void configure(WorkerConfig config) {
        clients = config.originals();
    }

    /** Throws {@link org.apache.kafka.common.KafkaException} if the broker is away. */
    @Override
    public void start() {
        var last = new KeptPosition(clients).last();
        last.filter(record -> record.value() != null)
                .ifPresent(record -> offsets.put(bytes(record.key()), bytes(record.value())));
        var config = new HashMap<>(clients);
        config.putAll(ChangeAppender.CONFIG);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "confab-capture-offsets");
        producer = Optional.of(new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()));
    }

    @Override
    public void stop() {
        producer.ifPresent(open -> open.close(CLOSE));
        producer = Optional.empty();
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        return CompletableFuture.completedFuture(
                keys.stream().filter(offsets::containsKey).collect(toMap(key -> key, offsets::get)));
    }

    /** Done when all replicas in sync have them. */
    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        var writes = values.entrySet().stream()
                .map(offset -> write(offset.getKey(), offset.getValue()))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(writes).whenComplete((nothing, failure) -> callback.onCompletion(failure, null));
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        throw new UnsupportedOperationException("an engine never asks for its partitions");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its outcome goes to the callback
    private CompletableFuture<Void> write(ByteBuffer key, ByteBuffer value) {
        var written = new CompletableFuture<Void>();
        var record = new ProducerRecord<>(Topics.CAPTURE_OFFSETS.name(), text(key), text(value));
        producer.orElseThrow().send(record, (metadata, failure) -> {
            if (failure == null) {
                offsets.put(key, value);
                written.complete(null);
            } else {
                written.completeExceptionally(failure);
            }
        });
        return written;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }
}
