package io.confab.gateway.profile;

import io.confab.schemas.id.UserId;
import java.util.concurrent.CompletableFuture;

/** Is told when a user has said whether others may see that there is a live socket; completes when that is known where it counts. */
@FunctionalInterface
public interface PresenceChanged {
    CompletableFuture<?> changed(UserId userId, Switches now);
}
