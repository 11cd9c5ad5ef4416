package io.confab.chat.inbox;

import io.confab.schemas.inbox.ShowsPresence;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What others may know of whether a user is there, besides the live sockets.
 *
 * @param shows what the user's profile says; where that is not known yet, nothing is told
 * @param lastSeenAt when the last socket was closed
 * @param probedAt when the sockets were last asked after
 */
record Presence(Optional<ShowsPresence> shows, Optional<Instant> lastSeenAt, Optional<Instant> probedAt) {

    static final Presence UNKNOWN = new Presence(Optional.empty(), Optional.empty(), Optional.empty());

    Presence {
        Objects.requireNonNull(shows, "shows");
        Objects.requireNonNull(lastSeenAt, "lastSeenAt");
        Objects.requireNonNull(probedAt, "probedAt");
    }

    boolean mayBeTold() {
        return shows.filter(ShowsPresence::shown).isPresent();
    }

    /** What is older than what is known changes nothing. */
    Presence with(ShowsPresence said) {
        boolean older = shows.filter(known -> known.version() >= said.version()).isPresent();
        return older ? this : new Presence(Optional.of(said), lastSeenAt, probedAt);
    }

    Presence leftAt(Instant at) {
        return new Presence(shows, Optional.of(at), probedAt);
    }

    Presence probedAt(Instant at) {
        return new Presence(shows, lastSeenAt, Optional.of(at));
    }
}
