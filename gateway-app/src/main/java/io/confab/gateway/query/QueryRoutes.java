package io.confab.gateway.query;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Paging;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.RateLimit;
import io.confab.schemas.id.ConversationId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Reading conversations and messages. */
public final class QueryRoutes {
    private final Queries queries;

    public QueryRoutes(Queries queries) {
        this.queries = queries;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/v1/conversations",
                this::conversations,
                Access.USER,
                RateLimit.READS,
                Operation.of("listConversations", "One's conversations, newest activity first")
                        .asksForPages()
                        .givesPageOf(ConversationItem.class));
        routes.get(
                "/v1/conversations/{id}",
                this::conversation,
                Access.USER,
                RateLimit.READS,
                Operation.of("getConversation", "One conversation")
                        .gives(200, ConversationItem.class)
                        .refuses(Code.NOT_A_MEMBER));
        routes.get(
                "/v1/conversations/{id}/messages",
                this::messages,
                Access.USER,
                RateLimit.READS,
                Operation.of("listMessages", "Messages, oldest first; without bounds the newest")
                        .asks(MessageRange.AFTER, MessageRange.BEFORE)
                        .asksForPages()
                        .givesPageOf(MessageItem.class)
                        .refuses(Code.NOT_A_MEMBER));
    }

    private void conversations(Context ctx) {
        ctx.json(queries.conversations(Caller.of(ctx).userId(), Paging.of(ctx)));
    }

    private void conversation(Context ctx) {
        var id = PathIds.read(ctx, "id", ConversationId::of);
        ctx.json(queries.conversation(Caller.of(ctx).userId(), id));
    }

    private void messages(Context ctx) {
        var id = PathIds.read(ctx, "id", ConversationId::of);
        ctx.json(queries.messages(Caller.of(ctx).userId(), id, MessageRange.of(ctx)));
    }
}
