package io.confab.schemas.streams;

/** The headers of a dead letter, each UTF-8 text; the headers of the source record are kept beside them. */
public final class DeadLetterHeaders {
    private static final String PREFIX = "confab.dead-letter.";

    /** For a person, one line. */
    public static final String REASON = PREFIX + "reason";
    /** {@code read}, {@code process} or {@code write}. */
    public static final String STAGE = PREFIX + "stage";
    /** Of the source record, as are the next three. */
    public static final String TOPIC = PREFIX + "topic";

    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    /** Milliseconds since 1970. */
    public static final String TIMESTAMP = PREFIX + "timestamp";
    /** The application id of who set it aside. */
    public static final String APPLICATION = PREFIX + "application";
    /** The class of the exception. */
    public static final String EXCEPTION = PREFIX + "exception";
    /** Its first 4,000 characters. */
    public static final String STACK = PREFIX + "stack";

    private DeadLetterHeaders() {}
}
