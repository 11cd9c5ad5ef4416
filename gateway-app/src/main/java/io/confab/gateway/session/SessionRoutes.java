package io.confab.gateway.session;

import io.confab.gateway.http.Access;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Page;
import io.confab.gateway.http.Parameter;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Required;
import io.confab.gateway.http.Validation;
import io.confab.schemas.id.SessionId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/** Renewing tokens, the user's devices, logging out, and the keys by which others verify tokens. */
public final class SessionRoutes {
    private final Sessions sessions;

    public SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                "/v1/sessions/refresh",
                this::refresh,
                Access.ANYONE,
                RateLimit.REFRESHES,
                Operation.of(
                                "refresh",
                                "Change the refresh token for two new tokens; one that is used twice ends the session")
                        .takes(RefreshBody.class)
                        .gives(200, Login.class)
                        .refuses(Code.INVALID_TOKEN));
        routes.get(
                "/v1/sessions",
                this::list,
                Access.USER,
                RateLimit.READS,
                Operation.of("listSessions", "The devices that are logged in").givesPageOf(Device.class));
        routes.delete(
                "/v1/sessions/{sessionId}",
                this::end,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("endSession", "Log out one device")
                        .asks(Parameter.path("sessionId", "an id, or current"))
                        .gives(204));
        routes.get(
                "/.well-known/jwks.json",
                this::keys,
                Access.ANYONE,
                RateLimit.PUBLIC_READS,
                Operation.of("publishKeys", "The keys by which others verify access tokens")
                        .givesAnyObject(200));
    }

    private record RefreshBody(@Required String refreshToken) {}

    private void refresh(Context ctx) {
        var validation = new Validation();
        var token = validation.required(
                "/refreshToken", Bodies.read(ctx, RefreshBody.class).refreshToken(), Function.<String>identity());
        validation.orThrow();
        ctx.json(sessions.refresh(token));
    }

    private void list(Context ctx) {
        var caller = Caller.of(ctx);
        var devices = sessions.list(caller.userId()).stream()
                .map(session -> Device.of(session, Optional.of(caller.sessionId())))
                .toList();
        ctx.json(new Page<>(devices, Optional.empty()));
    }

    private void end(Context ctx) {
        var caller = Caller.of(ctx);
        var id = ctx.pathParam("sessionId").equals("current")
                ? caller.sessionId()
                : PathIds.read(ctx, "sessionId", SessionId::of);
        if (!sessions.end(caller.userId(), id)) {
            throw Problem.of(Code.NOT_FOUND);
        }
        ctx.status(204);
    }

    private void keys(Context ctx) {
        ctx.contentType("application/json")
                .header("Cache-Control", "public, max-age=300")
                .result(sessions.publishedKeys().toString(true));
    }
}
