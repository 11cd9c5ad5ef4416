package io.confab.gateway.http;

import io.javalin.security.RouteRole;

/** Who may call a route. */
public enum Access implements RouteRole {
    /** No token is looked at. */
    ANYONE,
    /** A valid access token of a session that is live; the handler finds it by {@link Caller#of}. */
    USER
}
