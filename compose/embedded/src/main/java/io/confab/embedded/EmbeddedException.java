package io.confab.embedded;

/** An embedded part could not be started or stopped; the message says which, and what to do or where to look. */
public final class EmbeddedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmbeddedException(String message) {
        super(message);
    }

    EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
