package io.confab.gateway.http;

import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import io.javalin.http.Context;
import java.time.Instant;

/**
 * Who sent a request, by its access token.
 *
 * @param until when the token expires
 */
public record Caller(UserId userId, SessionId sessionId, Instant until) {
    private static final String ATTRIBUTE = "confab.caller";

    /** The caller of a route that asks for {@link Access#USER}; throws {@link IllegalStateException} on any other. */
    public static Caller of(Context ctx) {
        Caller caller = ctx.attribute(ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException(ctx.path() + " does not ask for Access.USER");
        }
        return caller;
    }

    void attachTo(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }
}
