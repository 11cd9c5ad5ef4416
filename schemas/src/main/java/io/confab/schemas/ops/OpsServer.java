package io.confab.schemas.ops;

import static io.confab.schemas.setting.SharedSettings.OPS_HOST;
import static io.confab.schemas.setting.SharedSettings.OPS_PORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.confab.schemas.ops.Health.State;
import io.confab.schemas.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves health and metrics to operators and orchestrators, on an address of its own so that it is never open to clients:
 * {@code /health/live} (503 when the process must be started again), {@code /health/ready} (503 when a part is not up) and
 * {@code /metrics}. One for each process.
 */
public final class OpsServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpsServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService executor;
    private final Metrics metrics;
    private final List<HealthCheck> checks;

    private OpsServer(HttpServer server, Metrics metrics, Collection<HealthCheck> checks) {
        this.server = server;
        this.metrics = metrics;
        this.checks = List.copyOf(checks);
        this.executor = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "confab-ops");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Serves from now on. Throws {@link UncheckedIOException}, which names the setting, if the address can't be had. */
    public static OpsServer start(Settings settings, Metrics metrics, Collection<HealthCheck> checks) {
        var address = new InetSocketAddress(settings.get(OPS_HOST), settings.get(OPS_PORT));
        try {
            var ops = new OpsServer(HttpServer.create(address, 0), metrics, checks);
            ops.server.setExecutor(ops.executor);
            ops.server.createContext("/", ops::serve);
            ops.server.start();
            log.info("Health and metrics at {}", ops.url());
            return ops;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Can't serve health and metrics at " + address + " (" + OPS_HOST + ", " + OPS_PORT + "): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Where it is reached, without a slash at the end. */
    public String url() {
        String host = server.getAddress().getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (answer.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(String method, String path) throws IOException {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return problem(405, "method_not_allowed", "Method not allowed");
        }
        try {
            return switch (path) {
                case "/health/live" -> health(health -> health.state() != State.FAILED);
                case "/health/ready" -> health(Health::isUp);
                case "/metrics" -> new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
                default -> problem(404, "not_found", "Not found");
            };
        } catch (RuntimeException e) {
            log.error("Can't answer {} {}", method, path, e);
            return problem(500, "internal_error", "Internal error");
        }
    }

    private Answer health(Predicate<Health> good) throws IOException {
        var parts = checks.stream().map(OpsServer::ask).toList();
        boolean allGood = parts.stream().allMatch(good);
        var body = new LinkedHashMap<String, Object>();
        body.put("status", allGood ? "up" : "down");
        body.put("parts", parts.stream().map(OpsServer::json).toList());
        return new Answer(allGood ? 200 : 503, "application/json", JSON.writeValueAsString(body));
    }

    private static Health ask(HealthCheck check) {
        try {
            return Objects.requireNonNull(check.check(), "health");
        } catch (RuntimeException e) {
            log.warn("A health check failed", e);
            return Health.down("unknown", "its check failed: " + e.getClass().getSimpleName());
        }
    }

    private static Map<String, String> json(Health health) {
        var json = new LinkedHashMap<String, String>();
        json.put("name", health.name());
        json.put("state", health.state().name().toLowerCase(Locale.ROOT));
        json.put("detail", health.detail());
        return json;
    }

    private static Answer problem(int status, String code, String title) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("code", code);
        return new Answer(status, "application/problem+json", JSON.writeValueAsString(body));
    }

    private record Answer(int status, String type, String body) {}
}
