package io.confab.local;

/** The local stack can't start for a reason that whoever started it can mend; the message says what it is and how. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
