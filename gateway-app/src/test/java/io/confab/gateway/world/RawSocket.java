package io.confab.gateway.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A WebSocket client that can do what a decent one can't: send anything, answer nothing, read when it likes. */
public final class RawSocket implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int LAST = 0x80;
    private static final int SMALL = 4 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final String answer;

    /** A frame as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Frame(int opCode, boolean last, byte[] payload) {
        public String text() {
            return new String(payload, UTF_8);
        }

        public JsonNode json() {
            try {
                return Client.JSON.readTree(text());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Of a close frame: {@code 4000 reason}. */
        public String close() {
            int code = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
            return code + " " + new String(payload, 2, payload.length - 2, UTF_8);
        }
    }

    /** @param headers further ones, each a line */
    public RawSocket(int port, String... headers) {
        try {
            socket.setReceiveBufferSize(SMALL);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            in = new DataInputStream(socket.getInputStream());
            var request = new StringBuilder("GET /v1/socket HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            for (var header : headers) {
                request.append(header).append("\r\n");
            }
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
            answer = head();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RawSocket connect(int port) {
        return new RawSocket(port, "Sec-WebSocket-Protocol: confab.v1");
    }

    /** Status line and headers of the answer to the upgrade. */
    public String answer() {
        return answer;
    }

    public void text(String text) {
        send(TEXT, true, text.getBytes(UTF_8));
    }

    public void send(int opCode, boolean last, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write((last ? LAST : 0) | opCode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(new byte[4]);
            frame.write(payload.length >> 24);
            frame.write(payload.length >> 16);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]); // a mask of zeros changes nothing
        frame.writeBytes(payload);
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame; empty if the connection has ended. */
    public Optional<Frame> read() {
        try {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            var payload = new byte[length];
            in.readFully(payload);
            return Optional.of(new Frame(first & 0x0F, (first & LAST) != 0, payload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything up to the close, which is the last. */
    public List<Frame> readToClose() {
        var frames = new ArrayList<Frame>();
        for (var frame = read(); frame.isPresent(); frame = read()) {
            frames.add(frame.get());
            if (frame.get().opCode() == CLOSE) {
                return frames;
            }
        }
        throw new IllegalStateException("ended without a close after " + frames.size() + " frames");
    }

    /** {@code 4000 reason} */
    public String awaitClose() {
        var frames = readToClose();
        return frames.get(frames.size() - 1).close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
