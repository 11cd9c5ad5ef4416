package io.confab.schemas.streams;

import io.confab.schemas.streams.Failure.Stage;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * A record whose results can't be written (they have no JSON, or are too large) is set aside when it comes again, since its
 * transaction can't be kept. All else is a fault of the broker. Named in the configuration.
 */
public final class UnwritableRecordHandler implements ProductionExceptionHandler {
    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException && isSending(context)) {
            quarantine(context, exception);
        }
        return exception instanceof RetriableException ? Response.retry() : Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        if (context.topic() != null) {
            quarantine(context, exception);
        }
        return Response.fail();
    }

    /**
     * The producer itself refuses what is too large while it is being sent, on the stream thread. What the broker refuses
     * is told later, on the producer's thread, when the context may be another record's.
     */
    private static boolean isSending(ErrorHandlerContext context) {
        return context.topic() != null && !Thread.currentThread().getName().startsWith("kafka-producer-network-thread");
    }

    private void quarantine(ErrorHandlerContext context, Exception exception) {
        deadLetters.quarantine().add(Position.of(context), new Failure(Stage.WRITE, exception));
    }
}
