package io.confab.gateway.session;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Signs and reads tokens: JSON Web Tokens by ES256 with the claims {@code iss}, {@code sub} (user), {@code sid} (session),
 * {@code iat}, {@code exp} and {@code jti}. Their {@code typ} keeps the two kinds apart, so that neither passes for the
 * other. Safe for any thread.
 */
final class Tokens {
    private static final int LONGEST = 2_048;

    private final SigningKeys keys;
    private final String issuer;
    private final InstantSource clock;
    private final RandomGenerator random;

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
        try {
            var jwt = SignedJWT.parse(token);
            return isSigned(kind, jwt) ? current(jwt.getJWTClaimsSet()) : Optional.empty();
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

    private Optional<Claims> current(JWTClaimsSet claims) throws ParseException {
        var expires = claims.getExpirationTime();
        if (!issuer.equals(claims.getIssuer())
                || expires == null
                || !clock.instant().isBefore(expires.toInstant())) {
            return Optional.empty();
        }
        return Optional.of(new Claims(
                UserId.of(claims.getSubject()), SessionId.of(claims.getStringClaim("sid")), expires.toInstant()));
    }
}
