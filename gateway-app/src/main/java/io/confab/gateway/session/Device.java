package io.confab.gateway.session;

import io.confab.schemas.id.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as its user sees it.
 *
 * @param current whether it is the one that asks; empty where none does
 */
record Device(
        SessionId sessionId,
        Optional<String> device,
        Instant createdAt,
        Instant lastUsedAt,
        Optional<Boolean> current) {

    static Device of(Session session, Optional<SessionId> asks) {
        return new Device(
                session.sessionId(),
                Optional.of(session.device()).filter(device -> !device.isEmpty()),
                session.createdAt(),
                session.usedAt(),
                asks.map(session.sessionId()::equals));
    }
}
