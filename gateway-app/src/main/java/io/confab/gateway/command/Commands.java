package io.confab.gateway.command;

import io.confab.gateway.Unavailable;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The way from the gateway to the logs. What is appended is acknowledged by all replicas that are in sync, or it fails within
 * a bounded time; what failed may have been written all the same, so whatever is appended must bear being appended again.
 * Records of one key appended one after another keep their order. Safe for any thread.
 */
public final class Commands implements AutoCloseable {
    /** How long a request's thread may wait for a place in the buffer, or to learn where a topic is. */
    private static final Duration MOST_BLOCKED = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final MeterRegistry metrics;

    Commands(Producer<byte[], byte[]> producer, MeterRegistry metrics) {
        this.producer = producer;
        this.metrics = metrics;
    }

    public static Commands start(Settings settings, MeterRegistry metrics) {
        return new Commands(new KafkaProducer<>(config(settings)), metrics);
    }

    /**
     * Completes when the record is durable; completes with {@link Unavailable} if the broker can't be reached or does not
     * acknowledge it in time. Never throws.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
    public <K, V> CompletableFuture<RecordMetadata> append(Topic<K, V> topic, K key, V value) {
        var result = new CompletableFuture<RecordMetadata>();
        var began = Timer.start();
        var record = new ProducerRecord<>(
                topic.name(),
                topic.keySerde().serializer().serialize(topic.name(), key),
                topic.valueSerde().serializer().serialize(topic.name(), value));
        try {
            producer.send(record, (acknowledged, failure) -> {
                began.stop(metrics.timer(
                        "confab.gateway.appends",
                        "topic",
                        topic.name(),
                        "outcome",
                        failure == null ? "acknowledged" : "failed"));
                if (failure == null) {
                    result.complete(acknowledged);
                } else {
                    result.completeExceptionally(unavailable(topic, failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            result.completeExceptionally(unavailable(topic, e));
        }
        return result;
    }

    /** Waits for what was appended, within the time that is set for that. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static Unavailable unavailable(Topic<?, ?> topic, Exception cause) {
        return new Unavailable("a record for " + topic.name() + " was not acknowledged", cause, RETRY_AFTER);
    }

    private static Map<String, Object> config(Settings settings) {
        var timeout = settings.get(CommandSettings.APPEND_TIMEOUT);
        var config = KafkaClients.properties(settings);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "confab-gateway-commands");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(MOST_BLOCKED.toMillis(), timeout.toMillis()));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis() / 2);
        return config;
    }
}
