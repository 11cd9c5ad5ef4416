package io.confab.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port that a broker had the last time, held without an answer while its successor starts.
 *
 * <p>A broker that was killed may have decided a commit whose markers are not written yet. Its successor sends them while it
 * still starts, to the address that its metadata has from before. If the connection is refused it tries again and again,
 * until a moment when the controller has fenced the old broker and knows no leader: Kafka 4.3 takes that for a deleted
 * partition, skips the markers for good, and committed readers of the partition wait for ever. A connection that hangs until
 * the new broker is up lets it pass that moment.
 */
final class LastPort implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LastPort.class);
    private static final int BACKLOG = 16;

    private final Path file;
    private final Optional<ServerSocket> held;

    private LastPort(Path file, Optional<ServerSocket> held) {
        this.file = file;
        this.held = held;
    }

    static LastPort heldIn(Path directory) {
        var file = directory.resolve("confab-broker.port");
        return new LastPort(file, Files.exists(file) ? hold(file) : Optional.empty());
    }

    /** Remembers the port of the broker that is up now. */
    void becomes(int port) {
        try {
            Files.writeString(file, Integer.toString(port));
        } catch (IOException e) {
            throw new EmbeddedException("can't keep the broker's port in " + file, e);
        }
    }

    /** Lets go of the old port: whoever waits there is told, and turns to the broker that is up. */
    @Override
    public void close() {
        held.ifPresent(LastPort::close);
    }

    private static Optional<ServerSocket> hold(Path file) {
        int port;
        try {
            port = Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            throw new EmbeddedException("can't read the broker's last port from " + file, e);
        }
        try {
            return Optional.of(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            log.warn("The broker's last port {} is taken: commits that a killed broker left open may stay so", port, e);
            return Optional.empty();
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new EmbeddedException("can't let go of port " + socket.getLocalPort(), e);
        }
    }
}
