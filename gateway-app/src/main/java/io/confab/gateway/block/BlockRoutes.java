package io.confab.gateway.block;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Paging;
import io.confab.gateway.http.RateLimit;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Whom one has blocked. */
public final class BlockRoutes {
    private final Blocks blocks;

    public BlockRoutes(Blocks blocks) {
        this.blocks = blocks;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/v1/me/blocks",
                this::list,
                Access.USER,
                RateLimit.READS,
                Operation.of("listBlocks", "Whom one has blocked")
                        .asksForPages()
                        .givesPageOf(Block.class));
    }

    private void list(Context ctx) {
        ctx.json(blocks.list(Caller.of(ctx).userId(), Paging.of(ctx)));
    }
}
