package io.confab.gateway.query;

import io.confab.gateway.Words;
import io.confab.gateway.http.Access;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Paging;
import io.confab.gateway.http.Parameter;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Validation;
import io.confab.schemas.id.ConversationId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Reading conversations and messages. */
public final class QueryRoutes {
    private static final int LONGEST_QUERY = 200;

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
        routes.get(
                "/v1/search/messages",
                this::search,
                Access.USER,
                RateLimit.READS,
                Operation.of("searchMessages", "Messages that have all of these words, newest first")
                        .asks(
                                Parameter.query(
                                        "q",
                                        "words, in any order; of the last one the beginning is enough",
                                        1,
                                        LONGEST_QUERY),
                                Parameter.id("conversationId", "only messages of this conversation"))
                        .asksForPages()
                        .givesPageOf(MessageItem.class)
                        .refuses(Code.NOT_A_MEMBER, Code.NOT_FOUND));
    }

    private void search(Context ctx) {
        var validation = new Validation();
        var words = validation.required("?q", ctx.queryParam("q"), QueryRoutes::words);
        var conversation =
                validation.optional("?conversationId", ctx.queryParam("conversationId"), QueryRoutes::conversationId);
        validation.orThrow();
        ctx.json(queries.search(Caller.of(ctx).userId(), words, conversation, Paging.of(ctx)));
    }

    private static Words words(String query) {
        String text = query.strip();
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > LONGEST_QUERY) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST_QUERY + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must have no NUL character");
        }
        return Words.of(text);
    }

    private static ConversationId conversationId(String text) {
        try {
            return ConversationId.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a UUID", e);
        }
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
