package io.confab.gateway.socket;

/** A frame that breaks the protocol. The message is told to the client as the reason of the close: at most 123 bytes. */
final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CloseCode code;

    ProtocolException(String reason) {
        this(CloseCode.PROTOCOL_ERROR, reason);
    }

    ProtocolException(CloseCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    CloseCode code() {
        return code;
    }
}
