package io.confab.gateway.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.http.Authenticator;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.HttpSettings;
import io.confab.gateway.http.Problem;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.setting.Settings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins: a session for each device, from its first tokens to its end. An access token is good as long as its session is
 * live, which is looked up and then trusted for {@link SessionSettings#SESSION_CHECK_INTERVAL}, so that a session that was
 * ended is refused at once on the gateway that ended it and soon on the others. Safe for any thread.
 */
public final class Sessions implements Authenticator, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /** Sessions of one user; with one more the one that was idle longest ends. */
    private static final int MOST_OF_ONE_USER = 50;

    private static final long MOST_REMEMBERED = 200_000;

    private final Database database;
    private final SessionDao dao = new SessionDao();
    private final SigningKeys keys;
    private final Tokens tokens;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration accessLifetime;
    private final Duration lifetime;
    private final Cache<SessionId, Boolean> live;
    private final List<SessionsEnded> listeners = new CopyOnWriteArrayList<>();

    private Sessions(Database database, Settings settings, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
        accessLifetime = settings.get(SessionSettings.ACCESS_TOKEN_LIFETIME);
        lifetime = settings.get(SessionSettings.SESSION_LIFETIME);
        keys = SigningKeys.open(database, settings, random, clock);
        tokens = new Tokens(keys, settings.get(HttpSettings.PUBLIC_URL), clock, random);
        live = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(settings.get(SessionSettings.SESSION_CHECK_INTERVAL))
                .build();
    }

    /** Opens the signing keys; throws {@link io.confab.gateway.Unavailable} if the database is away. */
    public static Sessions open(Database database, Settings settings, SecureRandom random, InstantSource clock) {
        return new Sessions(database, settings, random, clock);
    }

    /** Tells {@code listener} from now on of every session that ends on this gateway. */
    public void onEnd(SessionsEnded listener) {
        listeners.add(listener);
    }

    @Override
    public Caller authenticate(String accessToken) {
        var claims = tokens.read(Tokens.Kind.ACCESS, accessToken).orElseThrow(Sessions::invalidToken);
        if (!isLive(claims.sessionId())) {
            throw invalidToken();
        }
        return new Caller(claims.userId(), claims.sessionId(), claims.expiresAt());
    }

    /** Whether the session has not ended, as far as this gateway knows. */
    public boolean isLive(SessionId id) {
        return live.get(
                id,
                any -> database.read(tx -> dao.find(tx, id, clock.instant())).isPresent());
    }

    /** Starts a session, as part of {@code tx}. Nothing of it holds until that is committed. */
    public Login open(Transaction tx, UserId userId, String device) {
        var now = clock.instant();
        dao.list(tx, userId, now).stream()
                .skip(MOST_OF_ONE_USER - 1)
                .forEach(idle -> dao.delete(tx, userId, idle.sessionId()));
        var id = new SessionId(Uuids.version7(now, random));
        var login = login(userId, id, now);
        dao.insert(tx, new Session(id, userId, device, hash(login.refreshToken()), now, now, now.plus(lifetime)));
        return login;
    }

    /**
     * Changes a refresh token for two new ones. One that was changed before has been stolen, or its thief was faster: its
     * session ends. Throws {@link Problem} with 401 then, and if the token is not ours or its session is gone.
     */
    public Login refresh(String refreshToken) {
        var claims = tokens.read(Tokens.Kind.REFRESH, refreshToken).orElseThrow(Sessions::invalidToken);
        var now = clock.instant();
        var renewed = login(claims.userId(), claims.sessionId(), now);
        var outcome = database.transaction(tx -> renew(tx, claims.sessionId(), refreshToken, renewed, now));
        if (outcome == Renewal.USED_TWICE) {
            log.warn("Session {} ended: a refresh token was used twice", claims.sessionId());
            announce(claims.userId(), Set.of(claims.sessionId()));
        }
        if (outcome != Renewal.DONE) {
            throw invalidToken();
        }
        return renewed;
    }

    /** Ends one session of the user; false if there is none of this id. */
    public boolean end(UserId userId, SessionId id) {
        boolean ended = database.transaction(tx -> dao.delete(tx, userId, id));
        if (ended) {
            announce(userId, Set.of(id));
        }
        return ended;
    }

    /** Ends all sessions of the user, as part of {@code tx}; once that is committed, they are to be {@linkplain #announce announced}. */
    public Set<SessionId> endAll(Transaction tx, UserId userId) {
        return dao.deleteAll(tx, userId);
    }

    /** Has this gateway refuse the tokens of sessions that have ended, and tells the listeners. */
    public void announce(UserId userId, Set<SessionId> ended) {
        ended.forEach(id -> live.put(id, false));
        listeners.forEach(listener -> listener.ended(userId, ended));
    }

    /** Deletes what has expired. */
    public void tidy() {
        database.transaction(tx -> dao.deleteExpired(tx, clock.instant()));
    }

    @Override
    public void close() {
        keys.close();
    }

    /** What the user's export says of the user's devices. */
    public List<?> export(UserId userId) {
        return list(userId).stream()
                .map(session -> Device.of(session, Optional.empty()))
                .toList();
    }

    List<Session> list(UserId userId) {
        return database.read(tx -> dao.list(tx, userId, clock.instant()));
    }

    JWKSet publishedKeys() {
        return keys.published();
    }

    private enum Renewal {
        DONE,
        GONE,
        USED_TWICE
    }

    private Renewal renew(Transaction tx, SessionId id, String used, Login renewed, Instant now) {
        Optional<Session> session = dao.find(tx, id, now);
        if (session.isEmpty()) {
            return Renewal.GONE;
        }
        if (!session.get().refreshHash().equals(hash(used))) {
            dao.delete(tx, renewed.userId(), id);
            return Renewal.USED_TWICE;
        }
        dao.renew(tx, id, hash(renewed.refreshToken()), now, now.plus(lifetime));
        return Renewal.DONE;
    }

    private Login login(UserId userId, SessionId id, Instant now) {
        var accessEnds = now.plus(accessLifetime).truncatedTo(ChronoUnit.SECONDS);
        var access = tokens.sign(Tokens.Kind.ACCESS, new Tokens.Claims(userId, id, accessEnds));
        var refresh = tokens.sign(Tokens.Kind.REFRESH, new Tokens.Claims(userId, id, now.plus(lifetime)));
        return new Login(userId, id, access, accessEnds, refresh);
    }

    private static Problem invalidToken() {
        return Problem.of(Code.INVALID_TOKEN).detail("The token is not valid, or its session has ended.");
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
