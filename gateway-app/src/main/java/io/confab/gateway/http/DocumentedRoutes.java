package io.confab.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The routes of all features, and the document that tells clients of them. */
final class DocumentedRoutes {
    private final List<OpenApi.Route> routes = new ArrayList<>();
    private String document = "";

    /** Takes note of a route. Throws {@link IllegalStateException} if it has no {@link Operation}. */
    void add(String method, String path, Set<? extends RouteRole> roles) {
        String name = method + " " + path;
        routes.add(new OpenApi.Route(
                method,
                path,
                Guard.only(Access.class, name, roles),
                Guard.only(RateLimit.class, name, roles),
                Guard.only(Operation.class, name, roles)));
    }

    /** Registers the document's own route. */
    void addTo(RoutesConfig config) {
        config.get(
                "/openapi.json",
                this::answer,
                Access.ANYONE,
                RateLimit.PUBLIC_READS,
                Operation.of("describeHttp", "This document").givesAnyObject(200));
    }

    /** Writes the document; to be called when all routes are known and none is served yet. */
    void describe() {
        document = OpenApi.of(routes);
    }

    private void answer(Context ctx) {
        ctx.contentType("application/json").result(document);
    }
}
