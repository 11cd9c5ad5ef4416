package io.confab.gateway.socket;

import io.confab.schemas.inbox.InboxCommand.EndedBy;
import java.util.Locale;
import java.util.Optional;

/** Why the server closes a socket, as the client sees it. */
enum CloseCode {
    GOING(1001, "the server is going: reconnect to another one"),
    TOO_LARGE(1009, "a frame over 64 KiB"),
    UNAVAILABLE(1013, "the inbox can't be reached now: try again later with the last cursor"),
    PROTOCOL_ERROR(4000, "protocol error"),
    HELLO_TOO_LATE(4001, "hello too late"),
    TOKEN_INVALID(4003, "token invalid or expired"),
    TOO_SLOW(4008, "too slow, or not there at all: reconnect with the last cursor"),
    TOO_MANY_SOCKETS(4009, "too many live sockets of one user: the oldest goes"),
    LOGGED_OUT(4010, "logged out"),
    TOO_MANY_FRAMES(4029, "too many frames");

    private final int number;
    private final String meaning;

    CloseCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    /** Who ended the socket so, where it was not the user. */
    Optional<EndedBy> endedBy() {
        return this == GOING || this == UNAVAILABLE ? Optional.of(EndedBy.SERVICE) : Optional.empty();
    }

    /** For people. */
    String meaning() {
        return meaning;
    }

    /** For metrics: {@code too_slow}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
