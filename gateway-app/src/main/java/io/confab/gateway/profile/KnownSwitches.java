package io.confab.gateway.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.gateway.Unavailable;
import io.confab.gateway.db.Database;
import io.confab.schemas.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users let others know, for the commands that must say it: asked for at each keystroke and each message that arrives, so
 * kept for a few seconds. A change made at this gateway counts at once, one made at another when that time is over. May wait
 * for the database, never for long; safe for any thread.
 */
public final class KnownSwitches {
    private static final Logger log = LoggerFactory.getLogger(KnownSwitches.class);
    private static final Duration KEPT = Duration.ofSeconds(3);
    private static final long MOST = 100_000;

    private final Database database;
    private final ProfileDao dao = new ProfileDao();
    private final Cache<UserId, Switches> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    public KnownSwitches(Database database) {
        this.database = database;
    }

    /** Empty where the user is gone, or the database is away: then nothing is to be shown that a user may not want shown. */
    public Optional<Switches> of(UserId user) {
        try {
            return Optional.ofNullable(known.get(user, this::read));
        } catch (Unavailable e) {
            log.debug("What {} lets others know is not known now: {}", user, e.getMessage());
            return Optional.empty();
        }
    }

    /** Has what is known of a user looked up anew. */
    void forget(UserId user) {
        known.invalidate(user);
    }

    /** Null, which is not kept, where there is nothing to be known now. */
    private Switches read(UserId user) {
        if (!database.health().isUp()) {
            return null;
        }
        return database.read(tx -> dao.switches(tx, List.of(user))).stream()
                .findFirst()
                .orElse(null);
    }
}
