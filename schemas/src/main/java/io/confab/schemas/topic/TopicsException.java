package io.confab.schemas.topic;

/** Topics that can't be used: Kafka is not there in time, or has topics that are not what the catalogue says. */
public final class TopicsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicsException(String message) {
        super(message);
    }

    TopicsException(String message, Throwable cause) {
        super(message, cause);
    }
}
