package io.confab.gateway.capture;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Appends captured changes to Kafka, keyed by the row's primary key, and lets go of them only when all replicas that are in
 * sync have them. One that can't be appended ends the engine: the next one begins where this one let go.
 */
final class ChangeAppender implements ChangeConsumer<ChangeEvent<String, String>> {
    /** How a producer must be set: nothing is lost, nothing changes places, and a broker that is away is noticed in seconds. */
    static final Map<String, Object> CONFIG = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
            ProducerConfig.LINGER_MS_CONFIG, 0,
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "none",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);

    private final Producer<String, String> producer;
    private final Progress progress;

    ChangeAppender(Producer<String, String> producer, Progress progress) {
        this.producer = producer;
        this.progress = progress;
    }

    @Override
    public void handleBatch(
            List<ChangeEvent<String, String>> events, RecordCommitter<ChangeEvent<String, String>> committer)
            throws InterruptedException {
        var appended = new ArrayList<Appended>();
        for (var event : events) {
            // What belongs to no table is a heartbeat: it has a position to remember and nothing to tell.
            CapturedTable.ofDestination(event.destination()).ifPresent(table -> appended.add(append(table, event)));
        }
        for (var one : appended) {
            await(one.acknowledged());
            progress.captured(one.table(), one.change());
        }
        for (var event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        progress.heard();
    }

    private Appended append(CapturedTable table, ChangeEvent<String, String> event) {
        var record = new ProducerRecord<>(table.topic().name(), event.key(), event.value());
        return new Appended(table, Captured.of(event.value()), producer.send(record));
    }

    /** Returns when all replicas in sync have it; throws {@link KafkaException} if they don't. */
    static void await(Future<RecordMetadata> acknowledged) throws InterruptedException {
        try {
            acknowledged.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a record of change capture was not acknowledged", e.getCause());
        }
    }

    private record Appended(CapturedTable table, Captured change, Future<RecordMetadata> acknowledged) {}
}
