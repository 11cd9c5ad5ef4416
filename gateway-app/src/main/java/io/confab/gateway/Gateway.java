package io.confab.gateway;

import io.confab.gateway.db.Database;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.HttpServer;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimits;
import io.confab.schemas.ops.Health;
import io.confab.schemas.ops.HealthCheck;
import io.confab.schemas.setting.Settings;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway: every part made and wired here by hand, in the order in which one needs the other, and closed in the
 * reverse order. Safe for any thread.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<HealthCheck> checks = new ArrayList<>();
    private final List<Consumer<RoutesConfig>> routes = new ArrayList<>();
    private final HttpServer http;

    private Gateway(Settings settings, MeterRegistry metrics) {
        try {
            var random = new SecureRandom();
            var database = part(Database.open(settings, random, metrics));
            checks.add(database::health);
            var limits = new RateLimits(settings, metrics);

            routes.add(new HealthRoutes(this::health)::addTo);
            http = part(HttpServer.start(
                    settings,
                    token -> {
                        throw Problem.of(Code.INVALID_TOKEN);
                    },
                    limits,
                    routes));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a gateway, which serves when this returns. Throws
     * {@link io.confab.schemas.setting.SettingsException} with every fault of the settings, {@link Unavailable} if the
     * database or the broker isn't there, and {@link io.javalin.util.JavalinBindException} if its port is taken.
     *
     * @param metrics where it registers what it counts; the caller's to close
     */
    public static Gateway start(Settings settings, MeterRegistry metrics) {
        settings.check(GatewaySettings.ALL);
        return new Gateway(settings, metrics);
    }

    /** The port on which clients are served. */
    public int port() {
        return http.port();
    }

    /** How each part is now. */
    public List<Health> health() {
        return checks.stream().map(HealthCheck::check).toList();
    }

    /** For the server that tells operators. */
    public List<HealthCheck> checks() {
        return List.copyOf(checks);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }

    private <P extends AutoCloseable> P part(P part) {
        parts.push(part);
        return part;
    }
}
