package io.confab.gateway.profile;

import io.confab.schemas.id.UserId;
import java.time.Instant;

/** What a user begins with. */
public record NewProfile(UserId userId, String username, DisplayName displayName, Tags tags, Instant at) {}
