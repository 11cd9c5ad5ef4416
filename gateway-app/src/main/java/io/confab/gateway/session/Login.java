package io.confab.gateway.session;

import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import java.time.Instant;

/** What who has logged in is given. It has secrets: never to be logged. */
public record Login(
        UserId userId, SessionId sessionId, String accessToken, Instant accessTokenExpiresAt, String refreshToken) {

    @Override
    public String toString() {
        return "Login[" + userId + ", " + sessionId + "]";
    }
}
