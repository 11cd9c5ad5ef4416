package io.confab.schemas.streams;

import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a record lies. */
record Position(String topic, int partition, long offset) {
    static Position of(ErrorHandlerContext context) {
        return new Position(context.topic(), context.partition(), context.offset());
    }

    static Position of(RecordMetadata metadata) {
        return new Position(metadata.topic(), metadata.partition(), metadata.offset());
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
