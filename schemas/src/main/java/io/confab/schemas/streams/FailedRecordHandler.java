package io.confab.schemas.streams;

import io.confab.schemas.streams.Failure.Stage;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record that can't be processed goes to the dead letters: at once if nothing was written for it yet, otherwise after its
 * transaction was thrown away. Faults around us end the step, to be tried again. Named in the configuration.
 */
public final class FailedRecordHandler implements ProcessingExceptionHandler {
    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof QuarantinedRecordException quarantined) {
            return setAside(context, quarantined.failure());
        }
        if (context.topic() == null || Faults.areAroundUs(exception)) {
            return Response.fail(); // a punctuator has no record to set aside, and a fault is not the record's
        }
        var failure = new Failure(Stage.PROCESS, exception);
        if (exception instanceof UnprocessableRecordException) {
            return setAside(context, failure);
        }
        deadLetters.quarantine().add(Position.of(context), failure);
        return Response.fail();
    }

    private Response setAside(ErrorHandlerContext context, Failure failure) {
        return Response.resume(deadLetters.letter(context, context.sourceRawKey(), context.sourceRawValue(), failure));
    }
}
