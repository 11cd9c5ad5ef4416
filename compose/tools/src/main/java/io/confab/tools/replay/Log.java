package io.confab.tools.replay;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed records of one partition up to an end, in order. Not safe for many threads. */
final class Log implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long end;
    private final Predicate<ConsumerRecord<byte[], byte[]>> which;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
    private ConsumerRecord<byte[], byte[]> next;

    /** From the first that is kept to the one before {@code end}; of these, {@code which}. */
    Log(Settings settings, TopicPartition partition, long end, Predicate<ConsumerRecord<byte[], byte[]>> which) {
        var properties = KafkaClients.properties(settings);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = partition;
        this.end = end;
        this.which = which;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (!polled.hasNext()) {
                if (consumer.position(partition) >= end) {
                    return false;
                }
                polled = consumer.poll(POLL).iterator();
                continue;
            }
            var record = polled.next();
            if (record.offset() < end && which.test(record)) {
                next = record;
            }
        }
        return true;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var record = next;
        next = null;
        return record;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
