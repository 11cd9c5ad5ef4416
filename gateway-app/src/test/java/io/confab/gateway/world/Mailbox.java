package io.confab.gateway.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A mail server that keeps the last code that each address was sent. */
final class Mailbox implements AutoCloseable {
    private static final Pattern RECIPIENT = Pattern.compile("(?i)RCPT TO:<([^>]+)>.*");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6,8}\\b");

    private final ServerSocket server;
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    Mailbox() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::accept, "mailbox");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    Optional<String> code(String address) {
        return Optional.ofNullable(codes.get(address));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                talk(connection);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        var out = connection.getOutputStream();
        out.write("220 mailbox\r\n".getBytes(UTF_8));
        String recipient = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.toUpperCase(Locale.ROOT);
            var to = RECIPIENT.matcher(line);
            if (to.matches()) {
                recipient = to.group(1);
            }
            if (verb.equals("DATA")) {
                out.write("354 go on\r\n".getBytes(UTF_8));
                keep(recipient, in);
            }
            out.write((verb.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n").getBytes(UTF_8));
            if (verb.equals("QUIT")) {
                return;
            }
        }
    }

    private void keep(String recipient, BufferedReader in) throws IOException {
        boolean inBody = false;
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            inBody |= line.isEmpty();
            var code = CODE.matcher(line);
            if (inBody && code.find()) {
                codes.putIfAbsent(recipient, code.group());
            }
        }
    }
}
