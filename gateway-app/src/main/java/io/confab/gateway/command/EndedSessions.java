package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.gateway.session.SessionsEnded;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the inbox of logins that ended, so that their sockets are closed on whichever gateway they are. Where the broker is
 * away that is not told again: such a socket ends with its access token.
 */
public final class EndedSessions implements SessionsEnded {
    private static final Logger log = LoggerFactory.getLogger(EndedSessions.class);

    private final Commands commands;

    public EndedSessions(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void ended(UserId userId, Set<SessionId> sessions) {
        for (var session : sessions) {
            commands.append(INBOX_COMMANDS, userId, new EndSession(userId, Optional.of(session)))
                    .exceptionally(failure -> {
                        log.warn("The sockets of session {} stay until their tokens expire", session, failure);
                        return null;
                    });
        }
    }
}
