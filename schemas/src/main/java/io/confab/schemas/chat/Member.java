package io.confab.schemas.chat;

import io.confab.schemas.id.UserId;
import java.util.Objects;

/** A user in a conversation. */
public record Member(UserId userId, String username, String displayName, Role role) {

    public Member {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(role, "role");
    }

    public static Member of(Profile profile, Role role) {
        return new Member(profile.userId(), profile.username(), profile.displayName(), role);
    }
}
