package io.confab.gateway.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import io.confab.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How far the log is captured, as engines keep it: the last record of {@code capture.offsets}, all of which have one key. What
 * is wrong with the broker is thrown as {@link KafkaException}.
 */
final class KeptPosition {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CAPTURE_OFFSETS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> config;

    KeptPosition(Settings settings) {
        this(KafkaClients.properties(settings));
    }

    /** @param clients what all clients of Kafka have in common */
    KeptPosition(Map<String, Object> clients) {
        config = new HashMap<>(clients);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "confab-capture-position");
        // Closing waits for the fetch that is under way
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    }

    /** Whether there is one to go on from: a snapshot that was not finished leaves none. */
    boolean isUsable() {
        return last().map(ConsumerRecord::value)
                .filter(KeptPosition::isPastSnapshot)
                .isPresent();
    }

    /** From now on there is none. Returns when all replicas know. */
    void forget(Producer<String, String> producer) throws InterruptedException {
        var last = last();
        if (last.isPresent()) {
            ChangeAppender.await(producer.send(
                    new ProducerRecord<>(PARTITION.topic(), last.get().key(), null)));
        }
    }

    /** As the engine wrote it, for people. */
    @Override
    public String toString() {
        return last().map(ConsumerRecord::value).orElse("none");
    }

    static boolean isPastSnapshot(String offset) {
        var json = Json.read(offset, JsonNode.class);
        return !json.has("snapshot") || json.path("snapshot_completed").asBoolean();
    }

    /** The record, whose value is null once it was forgotten; empty if nothing was ever kept. */
    Optional<ConsumerRecord<String, String>> last() {
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToEnd(List.of(PARTITION));
            long end = consumer.position(PARTITION);
            consumer.seek(PARTITION, Math.max(0, end - 1));
            return readTo(end, consumer);
        }
    }

    private static Optional<ConsumerRecord<String, String>> readTo(long end, Consumer<String, String> consumer) {
        Optional<ConsumerRecord<String, String>> last = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(PARTITION) < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the kept position can't be read");
            }
            for (var record : consumer.poll(POLL)) {
                last = Optional.of(record);
            }
        }
        return last;
    }
}
