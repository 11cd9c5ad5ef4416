package io.confab.gateway.session;

import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import java.time.Instant;

/**
 * A login that is live.
 *
 * @param device what the client calls the device; may be empty
 * @param refreshHash of the one refresh token that is good now
 * @param usedAt when its tokens were last renewed
 */
record Session(
        SessionId sessionId,
        UserId userId,
        String device,
        String refreshHash,
        Instant createdAt,
        Instant usedAt,
        Instant expiresAt) {}
