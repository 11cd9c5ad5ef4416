package io.confab.gateway.block;

import io.confab.schemas.id.UserId;
import java.time.Instant;

/** Somebody whom a user has blocked, as the user sees it. */
record Block(UserId userId, String username, String displayName, Instant blockedAt) {}
