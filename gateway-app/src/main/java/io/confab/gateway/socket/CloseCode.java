package io.confab.gateway.socket;

import java.util.Locale;

/** Why the server closes a socket, as the client sees it. */
enum CloseCode {
    /** The server is going; another one takes the client. */
    GOING(1001),
    TOO_LARGE(1009),
    /** The inbox can't be reached now: try again later. */
    UNAVAILABLE(1013),
    PROTOCOL_ERROR(4000),
    HELLO_TOO_LATE(4001),
    TOKEN_INVALID(4003),
    /** The client reads too slowly, or is not there at all: it may come back with its last cursor. */
    TOO_SLOW(4008),
    TOO_MANY_SOCKETS(4009),
    LOGGED_OUT(4010),
    TOO_MANY_FRAMES(4029);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** For metrics: {@code too_slow}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
