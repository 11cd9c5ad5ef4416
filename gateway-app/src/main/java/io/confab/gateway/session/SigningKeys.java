package io.confab.gateway.session;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.confab.gateway.Loop;
import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.setting.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys that sign tokens, kept in the database: all gateways have the same, and tokens outlive restarts. A new key is
 * published for a while before it signs, so that everyone knows it by then, and old ones verify as long as a token that they
 * signed can live. Safe for any thread.
 */
final class SigningKeys implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofMinutes(1);
    private static final Duration PUBLISHED_BEFORE_SIGNING = Duration.ofMinutes(10);
    private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(2);

    private final Database database;
    private final SigningKeyDao dao = new SigningKeyDao();
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration signs;
    private final Duration verifies;
    private final Loop loop;
    private final AtomicReference<Instant> searchedAt = new AtomicReference<>(Instant.EPOCH);
    private volatile List<SigningKey> newestFirst;

    private SigningKeys(Database database, Settings settings, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
        signs = settings.get(SessionSettings.SIGNING_KEY_LIFETIME);
        verifies = signs.plus(PUBLISHED_BEFORE_SIGNING).plus(settings.get(SessionSettings.SESSION_LIFETIME));
        refresh();
        loop = Loop.start("signing-keys", REFRESH, this::refresh);
    }

    /** Reads the keys, and makes the first one if there is none. */
    static SigningKeys open(Database database, Settings settings, SecureRandom random, InstantSource clock) {
        return new SigningKeys(database, settings, random, clock);
    }

    /** The key that signs now: the newest that others know, or the oldest where none has been known for long. */
    SigningKey signer() {
        var keys = newestFirst;
        var known = clock.instant().minus(PUBLISHED_BEFORE_SIGNING);
        return keys.stream()
                .filter(key -> !key.createdAt().isAfter(known))
                .findFirst()
                .orElseGet(() -> keys.get(keys.size() - 1));
    }

    /** The key of this id; one that another gateway has just made is looked for in the database. */
    Optional<SigningKey> find(String id) {
        var found = among(newestFirst, id);
        if (found.isPresent() || !mayLook()) {
            return found;
        }
        newestFirst = database.read(dao::list);
        return among(newestFirst, id);
    }

    /** The public parts, for whoever verifies tokens. */
    JWKSet published() {
        return new JWKSet(
                newestFirst.stream().<JWK>map(key -> key.jwk().toPublicJWK()).toList());
    }

    @Override
    public void close() {
        loop.close();
    }

    private void refresh() {
        newestFirst = database.transaction(this::rotated);
    }

    private List<SigningKey> rotated(Transaction tx) {
        var now = clock.instant();
        dao.deleteOlder(tx, now.minus(verifies));
        var keys = dao.list(tx);
        if (keys.isEmpty() || keys.get(0).createdAt().isBefore(now.minus(signs))) {
            dao.insert(tx, SigningKey.draw(random, now));
            return dao.list(tx);
        }
        return keys;
    }

    private static Optional<SigningKey> among(List<SigningKey> keys, String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Made-up ids must not cost a query each. */
    private boolean mayLook() {
        var now = clock.instant();
        var last = searchedAt.get();
        return last.isBefore(now.minus(BETWEEN_SEARCHES)) && searchedAt.compareAndSet(last, now);
    }
}
