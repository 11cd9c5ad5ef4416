package io.confab.gateway.profile;

import io.confab.schemas.id.UserId;
import java.util.Optional;

/** A profile as everyone sees it. */
public record PublicProfile(UserId userId, String username, String displayName, Optional<String> bio) {}
