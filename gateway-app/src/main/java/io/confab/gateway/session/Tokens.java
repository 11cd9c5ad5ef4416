package io.confab.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Signs and reads tokens: JSON Web Tokens by ES256 with the claims {@code iss}, {@code sub} (user), {@code sid} (session),
 * {@code iat}, {@code exp} and {@code jti}. Their {@code typ} keeps the two kinds apart, so that neither passes for the
 * other. A signature that was found good is not computed again for a while: that took more than half of what a POST costs. Safe for any thread.
 */
final class Tokens {
    private static final int LONGEST = 2_048;
    private static final int MOST_REMEMBERED = 20_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final SigningKeys keys;
    private final String issuer;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Cache<String, Signed> signed = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build();

    enum Kind {
        /** Shown with each request. */
        ACCESS("at+jwt"),
        /** Changed for a new pair, once. */
        REFRESH("rt+jwt");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        JOSEObjectType type() {
            return new JOSEObjectType(type);
        }
    }

    /** What a token says. */
    record Claims(UserId userId, SessionId sessionId, Instant expiresAt) {}

    /** An access token of ours, whatever the time is; good as long as its key is. */
    private record Signed(String keyId, Claims claims) {}

    Tokens(SigningKeys keys, String issuer, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
        this.random = random;
    }

    String sign(Kind kind, Claims claims) {
        var key = keys.signer();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.id())
                .type(kind.type())
                .build();
        var body = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(claims.userId().toString())
                .claim("sid", claims.sessionId().toString())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(claims.expiresAt()))
                .jwtID(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()))
                .build();
        try {
            var token = new SignedJWT(header, body);
            token.sign(new ECDSASigner(key.jwk()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of our own can't sign", e);
        }
    }

    /** What a token of this kind says; empty if it is no such token, not ours, changed, or expired. */
    Optional<Claims> read(Kind kind, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        return signed(kind, token)
                .map(Signed::claims)
                .filter(claims -> clock.instant().isBefore(claims.expiresAt()));
    }

    private Optional<Signed> signed(Kind kind, String token) {
        if (kind != Kind.ACCESS) { // changed once, so there is nothing to remember
            return verified(kind, token);
        }
        var known = signed.getIfPresent(token);
        if (known != null) {
            return Optional.of(known).filter(one -> keys.find(one.keyId()).isPresent());
        }
        var found = verified(kind, token);
        found.ifPresent(one -> signed.put(token, one));
        return found;
    }

    private Optional<Signed> verified(Kind kind, String token) {
        try {
            var jwt = SignedJWT.parse(token);
            return isSigned(kind, jwt)
                    ? claims(jwt.getJWTClaimsSet())
                            .map(claims -> new Signed(jwt.getHeader().getKeyID(), claims))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isSigned(Kind kind, SignedJWT jwt) {
        var header = jwt.getHeader();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || !kind.type().equals(header.getType())
                || header.getKeyID() == null) {
            return false;
        }
        var key = keys.find(header.getKeyID());
        try {
            return key.isPresent()
                    && jwt.verify(new ECDSAVerifier(key.get().jwk().toPublicJWK()));
        } catch (JOSEException e) {
            return false;
        }
    }

    private Optional<Claims> claims(JWTClaimsSet claims) throws ParseException {
        var expires = claims.getExpirationTime();
        if (!issuer.equals(claims.getIssuer()) || expires == null) {
            return Optional.empty();
        }
        return Optional.of(new Claims(
                UserId.of(claims.getSubject()), SessionId.of(claims.getStringClaim("sid")), expires.toInstant()));
    }
}
