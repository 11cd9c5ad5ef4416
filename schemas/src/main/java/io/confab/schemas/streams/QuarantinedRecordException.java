package io.confab.schemas.streams;

/** Stops a record that failed before, ahead of anything being done for it. */
final class QuarantinedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    QuarantinedRecordException(Position position, Failure failure) {
        super(position + " failed before", failure.cause());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
