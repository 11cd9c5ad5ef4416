package io.confab.gateway.command;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.RateLimit;
import io.confab.schemas.id.ConversationId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Saying that one is writing, for clients that do it without a frame. */
public final class TypingRoutes {
    private final Hints hints;
    private final CommandIds ids;

    public TypingRoutes(Hints hints, CommandIds ids) {
        this.hints = hints;
        this.ids = ids;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                "/v1/conversations/{id}/typing",
                this::typing,
                Access.USER,
                RateLimit.TYPING,
                Operation.of("sayTyping", "Be writing: typing, which is ephemeral, for the other members")
                        .gives(202, Accepted.class));
    }

    private void typing(Context ctx) {
        var conversation = PathIds.read(ctx, "id", ConversationId::of);
        var commandId = ids.next();
        ctx.future(() -> hints.typing(commandId, Caller.of(ctx).userId(), conversation)
                .thenAccept(ack -> new Accepted(commandId).answer(ctx)));
    }
}
