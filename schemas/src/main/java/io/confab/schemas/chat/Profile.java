package io.confab.schemas.chat;

import io.confab.schemas.id.UserId;
import java.util.Objects;

/** How a user is shown to others, as of the command that carries it. */
public record Profile(UserId userId, String username, String displayName) {

    public Profile {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(displayName, "displayName");
    }
}
