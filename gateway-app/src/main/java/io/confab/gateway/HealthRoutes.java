package io.confab.gateway;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.RateLimit;
import io.confab.schemas.ops.Health;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Health for load balancers, which see the public port alone: the state of each part, without the operator's details. */
final class HealthRoutes {
    private final Supplier<List<Health>> parts;

    HealthRoutes(Supplier<List<Health>> parts) {
        this.parts = parts;
    }

    void addTo(RoutesConfig routes) {
        routes.get(
                "/health/live",
                ctx -> answer(ctx, part -> part.state() != Health.State.FAILED),
                Access.ANYONE,
                RateLimit.NONE,
                Operation.of("isLive", "Whether no part has failed for good")
                        .gives(200, HealthReport.class)
                        .gives(503, HealthReport.class));
        routes.get(
                "/health/ready",
                ctx -> answer(ctx, Health::isUp),
                Access.ANYONE,
                RateLimit.NONE,
                Operation.of("isReady", "Whether every part is up")
                        .gives(200, HealthReport.class)
                        .gives(503, HealthReport.class));
    }

    private void answer(Context ctx, Predicate<Health> good) {
        var states = new LinkedHashMap<String, String>();
        boolean allGood = true;
        for (var part : parts.get()) {
            states.put(part.name(), part.state().name().toLowerCase(Locale.ROOT));
            allGood &= good.test(part);
        }
        ctx.status(allGood ? 200 : 503)
                .header("Cache-Control", "no-store")
                .json(new HealthReport(allGood ? "up" : "down", states));
    }

    private record HealthReport(String status, LinkedHashMap<String, String> parts) {}
}
