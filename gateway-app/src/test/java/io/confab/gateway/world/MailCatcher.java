package io.confab.gateway.world;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** An SMTP server that keeps what it gets, and that can be made to refuse. */
public final class MailCatcher implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("(?m)^(\\d{6,8})\\r?$");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile boolean refusing;

    /** What a recipient reads. */
    public record Mail(String to, String subject, String text) {
        public String code() {
            var code = CODE.matcher(text);
            if (!code.find()) {
                throw new AssertionError("no code in: " + text);
            }
            return code.group(1);
        }
    }

    private MailCatcher(ServerSocket server) {
        this.server = server;
    }

    public static MailCatcher start() {
        try {
            var catcher = new MailCatcher(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon("mail-catcher", catcher::accept);
            return catcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** While it refuses, it answers that it can't take mail now. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    public List<Mail> to(String address) {
        return mails.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** The mail number {@code count} to this address, when it is here. */
    public Mail await(String address, int count) {
        Awaitility.await("mail " + count + " to " + address)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> to(address).size() >= count);
        return to(address).get(count - 1);
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
            try {
                var client = server.accept();
                daemon("mail-client", () -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            say(client, "220 catcher");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "MAIL" -> say(client, refusing ? "451 not now" : "250 ok");
                    case "DATA" -> {
                        say(client, "354 go on");
                        keep(data(in));
                        say(client, "250 ok");
                    }
                    case "QUIT" -> {
                        say(client, "221 bye");
                        return;
                    }
                    default -> say(client, "250 ok");
                }
            }
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String data(BufferedReader in) throws IOException {
        var data = new StringBuilder();
        for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
            data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return data.toString();
    }

    private void keep(String data) throws MessagingException, IOException {
        var bytes = new ByteArrayInputStream(data.getBytes(StandardCharsets.ISO_8859_1));
        var message = new MimeMessage(Session.getInstance(new Properties()), bytes);
        mails.add(new Mail(
                message.getAllRecipients()[0].toString(),
                message.getSubject(),
                message.getContent().toString()));
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
