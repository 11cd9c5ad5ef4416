package io.confab.schemas.topic;

/** The parts of Confab that write and read topics. */
public enum Part {
    GATEWAY,
    CAPTURE,
    CONVERSATION,
    INBOX,
    DIRECTORY,
    CHATUP,
    ARCHIVE,
    ANALYTICS,
    OPERATORS
}
