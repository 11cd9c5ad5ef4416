package io.confab.gateway.http;

/** Tells who holds an access token. Safe for any thread. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Throws {@link Problem} with {@link Code#INVALID_TOKEN} if the token is not ours, has expired, or its session has ended,
     * and {@link io.confab.gateway.Unavailable} if that can't be found out now.
     */
    Caller authenticate(String accessToken);
}
