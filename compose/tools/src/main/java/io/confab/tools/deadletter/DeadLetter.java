package io.confab.tools.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.schemas.streams.DeadLetterHeaders;
import io.confab.tools.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that was set aside, as it lies in its topic. What has no such headers, because somebody else wrote it, is shown
 * too: its source is then empty, and it can't be sent back.
 *
 * @param place of the letter
 * @param source of the record that was set aside
 */
record DeadLetter(Place place, Optional<Place> source, ConsumerRecord<byte[], byte[]> record) {

    /** On a record that was sent back: the place of its letter. */
    static final String REPLAYED_FROM = "confab.dead-letter.replayed-from";

    private static final String HEADERS = "confab.dead-letter.";

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        var place = new Place(record.topic(), record.partition(), record.offset());
        return new DeadLetter(place, sourceOf(record), record);
    }

    private static Optional<Place> sourceOf(ConsumerRecord<byte[], byte[]> record) {
        var topic = text(record, DeadLetterHeaders.TOPIC);
        var partition = text(record, DeadLetterHeaders.PARTITION);
        var offset = text(record, DeadLetterHeaders.OFFSET);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Place.of(topic.get() + "-" + partition.get() + "@" + offset.get()));
    }

    Instant setAsideAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** One of {@link DeadLetterHeaders}, or {@code ?} where it is not there. */
    String header(String name) {
        return text(record, name).orElse("?");
    }

    String key() {
        return shown(record.key());
    }

    String value() {
        return shown(record.value());
    }

    /**
     * The record as it was, for the partition from which it came: its readers find it beside what it belongs to. Its time is
     * now, since it is a new record of its log. Throws {@link IllegalStateException} if its source is not known.
     */
    ProducerRecord<byte[], byte[]> toReplay() {
        var back = source.orElseThrow(
                () -> new IllegalStateException(place + " does not say where it came from: it can't be sent back"));
        var headers = new RecordHeaders();
        record.headers().forEach(header -> {
            if (!header.key().startsWith(HEADERS)) {
                headers.add(header);
            }
        });
        headers.add(REPLAYED_FROM, place.toString().getBytes(UTF_8));
        return new ProducerRecord<>(back.topic(), back.partition(), record.key(), record.value(), headers);
    }

    private static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(header -> new String(header.value(), UTF_8));
    }

    /** Text as text, anything else in hexadecimal digits. */
    private static String shown(byte[] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
    }
}
