package io.confab.local;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network between one window and everything else, which can be cut: what was connected is lost at once and nothing
 * connects any more. The browser uses it as a SOCKS proxy, so pages keep their addresses.
 */
final class Cable implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Cable.class);

    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final byte[] NO_PASSWORD = {VERSION, 0};
    private static final byte[] CONNECTED = {VERSION, 0, 0, IPV4, 0, 0, 0, 0, 0, 0};

    private final ServerSocket server;
    private final Set<Socket> sockets = new HashSet<>();
    private boolean isCut;

    Cable() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("cable", this::accept);
    }

    String proxy() {
        return "socks5://127.0.0.1:" + server.getLocalPort();
    }

    synchronized void cut() {
        isCut = true;
        sockets.forEach(Cable::close);
        sockets.clear();
    }

    synchronized void mend() {
        isCut = false;
    }

    @Override
    public void close() {
        cut();
        close(server);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (keep(client)) {
                    start("cable-up", () -> serve(client));
                }
            } catch (IOException e) {
                log.debug("The cable takes no more", e);
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var target = new Socket()) {
            target.connect(askedFor(new DataInputStream(client.getInputStream()), client));
            if (keep(target)) {
                client.getOutputStream().write(CONNECTED);
                start("cable-down", () -> carry(target, client));
                carry(client, target);
            }
        } catch (IOException e) {
            log.debug("A connection ended", e);
        }
    }

    /** RFC 1928: a greeting, then where to. */
    private static InetSocketAddress askedFor(DataInputStream in, Socket client) throws IOException {
        expect(VERSION, in.readUnsignedByte());
        in.skipNBytes(in.readUnsignedByte());
        client.getOutputStream().write(NO_PASSWORD);
        expect(VERSION, in.readUnsignedByte());
        expect(CONNECT, in.readUnsignedByte());
        in.readByte();
        var host = host(in, in.readUnsignedByte());
        return new InetSocketAddress(host, in.readUnsignedShort());
    }

    private static InetAddress host(DataInputStream in, int kind) throws IOException {
        return switch (kind) {
            case IPV4 -> InetAddress.getByAddress(in.readNBytes(4));
            case IPV6 -> InetAddress.getByAddress(in.readNBytes(16));
            case NAME ->
                InetAddress.getByName(new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII));
            default -> throw new IOException("no such kind of address: " + kind);
        };
    }

    private static void expect(int expected, int found) throws IOException {
        if (found != expected) {
            throw new IOException("expected " + expected + ", not " + found);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            log.debug("A connection was cut", e);
        }
    }

    /** Whether it may live; a cut cable closes it. */
    private synchronized boolean keep(Socket socket) {
        if (isCut) {
            close(socket);
            return false;
        }
        return sockets.add(socket);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("It was closed already", e);
        }
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
