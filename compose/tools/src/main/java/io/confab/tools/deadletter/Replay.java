package io.confab.tools.deadletter;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends letters back to where they came from. What is sent at once and, for a whole topic, the note that it was sent are one
 * transaction: cut off in the middle it goes on there the next time, and done twice it sends nothing again. A second one at
 * the same time fences the first, which fails.
 */
final class Replay implements AutoCloseable {

    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;

    Replay(Settings settings) {
        Map<String, Object> properties = KafkaClients.properties(settings);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, DeadLetterTopics.REPLAY_GROUP);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Sends one letter back, however often that was done before. */
    void send(DeadLetter letter) {
        transaction(List.of(letter), () -> {});
    }

    /** Sends letters back and notes that their topic was sent back up to them. */
    void sendAndNote(DeadLetterTopics topics, List<DeadLetter> letters) {
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var letter : letters) {
            var place = letter.place(); // of each partition the last one stays, since they come in order
            next.put(place.topicPartition(), new OffsetAndMetadata(place.offset() + 1));
        }
        var group = topics.group();
        transaction(letters, () -> producer.sendOffsetsToTransaction(next, group));
    }

    @Override
    public void close() {
        producer.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit throws what a send could not do
    private void transaction(List<DeadLetter> letters, Runnable note) {
        var records = letters.stream().map(DeadLetter::toReplay).toList();
        producer.beginTransaction();
        try {
            records.forEach(producer::send);
            note.run();
            producer.commitTransaction();
        } catch (ProducerFencedException e) {
            throw e;
        } catch (KafkaException e) {
            producer.abortTransaction();
            throw e;
        }
    }
}
