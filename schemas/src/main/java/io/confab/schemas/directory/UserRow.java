package io.confab.schemas.directory;

import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Objects;

/** A verified or unverified account, as much of it as others may know. */
public record UserRow(UserId userId, String username, String displayName, boolean verified, Instant createdAt) {

    public UserRow {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
