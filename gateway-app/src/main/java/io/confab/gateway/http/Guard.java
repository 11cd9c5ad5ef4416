package io.confab.gateway.http;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Applies a route's {@link Access} and {@link RateLimit} before its handler runs. */
final class Guard {
    /** RFC 6750: the scheme in any case, one token. */
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/=-]+)");

    private final Authenticator authenticator;
    private final RateLimits limits;
    private final int proxies;

    Guard(Authenticator authenticator, RateLimits limits, int proxies) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.proxies = proxies;
    }

    /** Throws {@link IllegalStateException} unless there is exactly one {@code kind} among the roles. */
    static <R> R only(Class<R> kind, String route, Set<? extends RouteRole> roles) {
        var found = roles.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    route + " must say one " + kind.getSimpleName() + ", and says " + found.size());
        }
        return found.get(0);
    }

    /** Throws {@link IllegalStateException} unless exactly one of each is among the roles, and they fit each other. */
    static void mustHavePolicy(String route, Set<? extends RouteRole> roles) {
        var access = only(Access.class, route, roles);
        var limit = only(RateLimit.class, route, roles);
        if (limit.key() == RateLimit.Key.NAME) {
            throw new IllegalStateException(route + ": " + limit + " is counted by names that only a handler knows");
        }
        if (limit.key() == RateLimit.Key.USER && access != Access.USER) {
            throw new IllegalStateException(route + ": " + limit + " is counted by users, whom it doesn't ask for");
        }
    }

    void check(Context ctx) {
        for (var role : ctx.routeRoles()) {
            if (role == Access.USER) {
                authenticator.authenticate(bearer(ctx)).attachTo(ctx);
            }
        }
        for (var role : ctx.routeRoles()) {
            if (role instanceof RateLimit limit) {
                take(limit, ctx);
            }
        }
    }

    private void take(RateLimit limit, Context ctx) {
        switch (limit.key()) {
            case ADDRESS -> limits.take(limit, address(ctx));
            case USER -> limits.take(limit, Caller.of(ctx));
            case NOTHING, NAME -> {
                // nothing to count here
            }
        }
    }

    private Address address(Context ctx) {
        List<String> forwarded = Collections.list(ctx.req().getHeaders("X-Forwarded-For"));
        return Address.of(ctx.req().getRemoteAddr(), forwarded, proxies);
    }

    private static String bearer(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null) {
            throw Problem.of(Code.UNAUTHENTICATED).detail("Log in and send Authorization: Bearer.");
        }
        var match = BEARER.matcher(header.strip());
        if (!match.matches()) {
            throw Problem.of(Code.UNAUTHENTICATED).detail("Authorization must be Bearer and an access token.");
        }
        return match.group(1);
    }
}
