package io.confab.gateway.profile;

import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Optional;

/** A user's own profile, as the user sees it. */
record Me(
        UserId userId,
        String username,
        String email,
        String displayName,
        Optional<String> bio,
        Tags tags,
        Instant createdAt,
        boolean sendReceipts,
        boolean showPresence,
        boolean showTyping) {}
