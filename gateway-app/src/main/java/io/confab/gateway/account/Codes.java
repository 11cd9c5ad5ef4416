package io.confab.gateway.account;

import io.confab.schemas.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/** E-mailed codes of eight digits. What is stored is a hash, which is good for one user, a while and a few tries. */
final class Codes {
    static final int MOST_TRIES = 5;

    private static final int BOUND = 100_000_000;

    private final SecureRandom random;
    private final Duration lifetime;

    Codes(SecureRandom random, Duration lifetime) {
        this.random = random;
        this.lifetime = lifetime;
    }

    /**
     * A code as it is stored.
     *
     * @param tries how many wrong ones were tried
     */
    record Stored(String hash, int tries, Instant expiresAt) {

        static Stored of(UserId userId, String code, Instant expiresAt) {
            return new Stored(hashOf(userId, code), 0, expiresAt);
        }

        boolean accepts(UserId userId, String code, Instant now) {
            return tries < MOST_TRIES
                    && now.isBefore(expiresAt)
                    && MessageDigest.isEqual(
                            hash.getBytes(StandardCharsets.US_ASCII),
                            hashOf(userId, code).getBytes(StandardCharsets.US_ASCII));
        }
    }

    String draw() {
        return String.format(Locale.ROOT, "%08d", random.nextInt(BOUND));
    }

    Stored store(UserId userId, String code, Instant now) {
        return Stored.of(userId, code, now.plus(lifetime));
    }

    Duration lifetime() {
        return lifetime;
    }

    private static String hashOf(UserId userId, String code) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(userId.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
