package io.confab.load.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.schemas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;

/** A WebSocket client that can do what a decent one can't: send anything, and not read. */
final class Wire implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int SMALL = 4 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private int closeCode;

    Wire(int port) {
        try {
            socket.setReceiveBufferSize(SMALL);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            in = new DataInputStream(socket.getInputStream());
            var request = "GET /v1/socket HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: confab.v1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Wire hello(Actor actor) {
        text(Json.write(
                Map.of("type", "hello", "accessToken", actor.person().token().orElseThrow())));
        return this;
    }

    Wire text(String text) {
        return send(TEXT, text.getBytes(UTF_8));
    }

    Wire send(int opCode, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(LAST | opCode);
        if (payload.length < 126) {
            frame.write(MASKED | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(MASKED | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(MASKED | 127);
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
        return this;
    }

    /** Reads until a frame of text has this in it. */
    Wire awaitText(String part) {
        for (var text = next(); text.isPresent(); text = next()) {
            if (text.get().contains(part)) {
                return this;
            }
        }
        throw new IllegalStateException("closed before " + part);
    }

    /** Reads to the close and returns its code; 1006 where the connection ends without one. */
    int awaitClose() {
        while (next().isPresent()) {
            // what was still under way
        }
        return closeCode;
    }

    /** Empty when it is closed. */
    private Optional<String> next() {
        try {
            int opCode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            var payload = new byte[length];
            in.readFully(payload);
            if (opCode == CLOSE) {
                closeCode = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
                return Optional.empty();
            }
            return Optional.of(new String(payload, UTF_8));
        } catch (EOFException | SocketException e) {
            closeCode = 1006;
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
