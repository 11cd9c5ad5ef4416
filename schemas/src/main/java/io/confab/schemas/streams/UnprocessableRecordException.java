package io.confab.schemas.streams;

/**
 * Thrown by a processor that can't process a record <em>and has written nothing for it yet</em>, neither to a store nor
 * downstream: the record goes to the dead letters at once and the next one is taken. Any other exception may have left half
 * of a step behind, so the whole transaction is thrown away and the record set aside when it comes again, at the price of a
 * new thread and a restore.
 */
public final class UnprocessableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnprocessableRecordException(String message) {
        super(message);
    }

    public UnprocessableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
