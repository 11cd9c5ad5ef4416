package io.confab.gateway.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.schemas.streams.DeadLetterHeaders;
import io.confab.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** An event that can't be archived, as it was, with the reason and its place in headers. */
final class ArchiveDeadLetter {
    private static final int LONGEST_REASON = 500;

    private ArchiveDeadLetter() {}

    /** @param stage {@code read} or {@code process} */
    static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, String application, String stage, Exception cause) {
        var headers = new RecordHeaders(record.headers());
        put(headers, DeadLetterHeaders.REASON, reason(cause));
        put(headers, DeadLetterHeaders.STAGE, stage);
        put(headers, DeadLetterHeaders.TOPIC, record.topic());
        put(headers, DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
        put(headers, DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
        put(headers, DeadLetterHeaders.TIMESTAMP, Long.toString(record.timestamp()));
        put(headers, DeadLetterHeaders.APPLICATION, application);
        put(headers, DeadLetterHeaders.EXCEPTION, cause.getClass().getName());
        return new ProducerRecord<>(
                Topics.CHAT_EVENTS.deadLetters(), null, null, record.key(), record.value(), headers);
    }

    private static String reason(Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON);
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }
}
