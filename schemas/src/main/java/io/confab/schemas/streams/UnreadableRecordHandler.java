package io.confab.schemas.streams;

import io.confab.schemas.streams.Failure.Stage;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** A record that can't be read goes to the dead letters. Named in the configuration. */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return Response.resume(
                deadLetters.letter(context, record.key(), record.value(), new Failure(Stage.READ, exception)));
    }
}
