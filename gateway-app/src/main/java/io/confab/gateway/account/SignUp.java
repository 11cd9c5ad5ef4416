package io.confab.gateway.account;

import io.confab.gateway.profile.DisplayName;
import io.confab.gateway.profile.Tags;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Optional;

/** A sign-up whose address is not verified yet. Its user id becomes the account's. */
record SignUp(
        UserId userId,
        Username username,
        EmailAddress email,
        String passwordHash,
        DisplayName displayName,
        Tags tags,
        Optional<Codes.Stored> code,
        Instant createdAt,
        Instant expiresAt) {}
