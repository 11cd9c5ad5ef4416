package io.confab.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the mailbox over HTTP: a page for people, and the two calls of {@link MailboxJson} for scripts. */
final class MailboxServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailboxServer.class);
    private static final Pattern MESSAGE = Pattern.compile("/api/v1/message/([^/]+)");
    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");
    private static final int DEFAULT_LIMIT = 50;

    private final MailStore mails;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;

    private MailboxServer(MailStore mails, HttpServer server) {
        this.mails = mails;
        this.server = server;
    }

    static MailboxServer start(MailStore mails, int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var mailbox = new MailboxServer(mails, server);
        server.createContext("/", mailbox::handle);
        server.setExecutor(mailbox.threads);
        server.start();
        return mailbox;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                log.warn("A request to the mailbox does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        } catch (RuntimeException e) {
            log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            throw e;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        // The mailbox has everyone's codes: a page of another site may not read them under a name of its own.
        var host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"));
        if (host.filter(name -> LOOPBACK.matcher(name).matches()).isEmpty()) {
            send(exchange, 403, "text/plain", utf8("the mailbox answers to 127.0.0.1 and localhost only\n"));
            return;
        }
        if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, "text/plain", utf8("only GET\n"));
            return;
        }
        var path = exchange.getRequestURI().getPath();
        var message = MESSAGE.matcher(path);
        if (path.equals("/")) {
            send(exchange, 200, "text/html; charset=utf-8", utf8(MailboxPage.html(mails.newestFirst())));
        } else if (path.equals("/mailbox.css")) {
            send(exchange, 200, "text/css; charset=utf-8", resource("mailbox.css"));
        } else if (path.equals("/mailbox.js")) {
            send(exchange, 200, "text/javascript; charset=utf-8", resource("mailbox.js"));
        } else if (path.equals("/api/v1/messages")) {
            sendPage(exchange);
        } else if (message.matches()) {
            sendMessage(exchange, message.group(1));
        } else {
            send(exchange, 404, "text/plain", utf8("404 page not found\n"));
        }
    }

    private void sendPage(HttpExchange exchange) throws IOException {
        int start = parameter(exchange, "start", 0);
        int limit = parameter(exchange, "limit", DEFAULT_LIMIT);
        send(exchange, 200, "application/json", MailboxJson.page(mails.newestFirst(), read, start, limit));
    }

    private void sendMessage(HttpExchange exchange, String id) throws IOException {
        var mail = id.equals("latest") ? mails.latest() : mails.find(id);
        if (mail.isEmpty()) {
            send(exchange, 404, "text/plain", utf8("404 page not found\n"));
            return;
        }
        read.add(mail.get().id());
        send(exchange, 200, "application/json", MailboxJson.message(mail.get()));
    }

    /** What isn't a number from 0 on counts as not given. */
    private static int parameter(HttpExchange exchange, String name, int byDefault) {
        var query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.matches(name + "=\\d{1,9}"))
                .map(pair -> Integer.parseInt(pair.substring(name.length() + 1)))
                .findFirst()
                .orElse(byDefault);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                        + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        boolean withoutBody = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, withoutBody ? -1 : body.length);
        if (!withoutBody) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = MailboxServer.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
