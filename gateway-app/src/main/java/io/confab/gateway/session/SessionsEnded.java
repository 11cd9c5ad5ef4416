package io.confab.gateway.session;

import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import java.util.Set;

/** Is told when logins have ended, by their user or because a token was stolen, on this gateway. Must return at once. */
@FunctionalInterface
public interface SessionsEnded {
    void ended(UserId userId, Set<SessionId> sessions);
}
