package io.confab.gateway.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers that every answer has, and those for pages of other origins (CORS). */
final class Headers {
    /** The web client loads from its own origin alone, and nobody may frame it. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";

    static final Map<String, String> ALWAYS = always();

    private final Origins origins;

    Headers(Origins origins) {
        this.origins = origins;
    }

    private static Map<String, String> always() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", CONTENT_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        return headers;
    }

    /** To be called before anything else is done with a request. */
    void apply(Context ctx) {
        ALWAYS.forEach(ctx::header);
        if (ctx.path().startsWith("/v1/")) {
            ctx.header("Cache-Control", "no-store");
        }
        String origin = ctx.header("Origin");
        if (origin == null) {
            return;
        }
        ctx.res().addHeader("Vary", "Origin");
        if (!origins.allows(origin)) {
            return;
        }
        ctx.header("Access-Control-Allow-Origin", origin);
        ctx.header("Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate");
        if (isPreflight(ctx)) {
            ctx.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
            ctx.header("Access-Control-Allow-Headers", "Authorization, Content-Type");
            ctx.header("Access-Control-Max-Age", "7200");
            ctx.status(204).skipRemainingHandlers();
        }
    }

    private static boolean isPreflight(Context ctx) {
        return ctx.req().getMethod().equals("OPTIONS") && ctx.header("Access-Control-Request-Method") != null;
    }
}
