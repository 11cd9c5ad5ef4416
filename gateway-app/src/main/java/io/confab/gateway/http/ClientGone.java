package io.confab.gateway.http;

import java.io.IOException;

/** The client hung up, or stalled, in the middle of its request: nobody waits for an answer. */
final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGone(IOException cause) {
        super("client gone: " + cause.getMessage(), cause);
    }
}
