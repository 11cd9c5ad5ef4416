package io.confab.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Puts the frames of a message together (RFC 6455, section 5.4) and reads it as text, so that a message that is too large, no
 * text or not UTF-8 ends the socket by our codes and reasons. Not thread-safe.
 */
final class IncomingText {
    private final int mostBytes;
    private Optional<ByteArrayOutputStream> begun = Optional.empty();

    IncomingText(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The message that {@code payload} completes, or empty if more of it is to come.
     *
     * @param first whether a message begins with it
     * @param last whether a message ends with it
     */
    Optional<String> add(boolean first, boolean last, ByteBuffer payload) throws ProtocolException {
        if (first && last) {
            return Optional.of(decode(limited(payload.remaining(), payload)));
        }
        var message = first ? new ByteArrayOutputStream() : begun.orElseThrow();
        limited(message.size() + payload.remaining(), payload);
        while (payload.hasRemaining()) {
            message.write(payload.get());
        }
        begun = last ? Optional.empty() : Optional.of(message);
        return last ? Optional.of(decode(ByteBuffer.wrap(message.toByteArray()))) : Optional.empty();
    }

    private ByteBuffer limited(int bytes, ByteBuffer payload) throws ProtocolException {
        if (bytes > mostBytes) {
            throw new ProtocolException(CloseCode.TOO_LARGE, "over " + mostBytes + " bytes");
        }
        return payload;
    }

    private static String decode(ByteBuffer bytes) throws ProtocolException {
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("not UTF-8");
        }
    }
}
