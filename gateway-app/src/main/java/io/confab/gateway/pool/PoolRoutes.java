package io.confab.gateway.pool;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Parameter;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Validation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;

/** Where strangers are sought, and with which interests many are waiting there now. */
public final class PoolRoutes {
    private static final int BY_DEFAULT = 20;
    private static final int MOST = 100;

    private final Pools pools;
    private final Trends trends;
    private final Clock clock;

    public PoolRoutes(Pools pools, TrendReader reader, Clock clock) {
        this.pools = pools;
        this.trends = reader.trends();
        this.clock = clock;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/v1/chatup/tags",
                this::tags,
                Access.USER,
                RateLimit.READS,
                Operation.of(
                                "listWantedTags",
                                "Interests that many are waiting with now, the most wanted first; none that fewer than 3 wait with")
                        .asks(
                                Parameter.text("pool", "where they wait; default without it", PoolName.PATTERN),
                                Parameter.number("limit", "items, at most", 1, MOST, BY_DEFAULT))
                        .gives(200, Trends.Suggestions.class));
        routes.get(
                "/v1/chatup/pools",
                this::pools,
                Access.USER,
                RateLimit.READS,
                Operation.of("listPools", "The pools that a ticket may name; none where any name is allowed")
                        .gives(200, Offer.class));
    }

    private void tags(Context ctx) {
        var validation = new Validation();
        var pool = validation.optional("?pool", ctx.queryParam("pool"), pools::of);
        var limit = validation.optional("?limit", ctx.queryParam("limit"), PoolRoutes::limit);
        validation.orThrow();
        ctx.json(trends.of(pool.orElse(PoolName.DEFAULT), limit.orElse(BY_DEFAULT), clock.instant()));
    }

    private void pools(Context ctx) {
        var now = clock.instant();
        ctx.json(new Offer(pools.offered().stream()
                .map(pool -> new Place(pool.text(), trends.of(pool, 0, now).waiting()))
                .toList()));
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw new IllegalArgumentException("must be a whole number from 1 to " + MOST);
    }

    private record Offer(List<Place> items) {}

    private record Place(String pool, long waiting) {}
}
