package io.confab.gateway.account;

import io.confab.gateway.Unavailable;
import io.confab.schemas.setting.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id, written in the PHC string format, so that each hash says by what cost it was made. No more
 * are computed at a time than there are processors; who waits too long for a turn gets {@link Unavailable}. Safe for any
 * thread.
 */
final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PATIENCE_SECONDS = 5;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,4}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final SecureRandom random;
    private final Cost cost;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final String nobodys;

    private record Cost(int memoryKib, int iterations) {}

    /** The PHC string format in parts; salt and value in Base64. */
    private record Hash(Cost cost, String salt, String value) {
        static Hash parse(String text) {
            var match = FORM.matcher(text);
            if (!match.matches()) {
                throw new IllegalStateException("a stored password hash can't be read");
            }
            var cost = new Cost(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
            return new Hash(cost, match.group(3), match.group(4));
        }

        static Hash compute(Password password, String salt, Cost cost) {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memoryKib())
                    .withIterations(cost.iterations())
                    .withParallelism(1)
                    .withSalt(Base64.getDecoder().decode(salt))
                    .build());
            var value = new byte[HASH_BYTES];
            generator.generateBytes(password.bytes(), value);
            return new Hash(cost, salt, BASE64.encodeToString(value));
        }

        @Override
        public String toString() {
            return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=1$" + salt + "$" + value;
        }
    }

    Passwords(Settings settings, SecureRandom random) {
        this.random = random;
        cost = new Cost(
                settings.get(AccountSettings.ARGON2_MEMORY_KIB), settings.get(AccountSettings.ARGON2_ITERATIONS));
        nobodys = hash(new Password(Long.toHexString(random.nextLong())));
    }

    String hash(Password password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return inTurn(() -> Hash.compute(password, BASE64.encodeToString(salt), cost))
                .toString();
    }

    boolean matches(Password password, String hash) {
        var stored = Hash.parse(hash);
        var shown = inTurn(() -> Hash.compute(password, stored.salt(), stored.cost()));
        return MessageDigest.isEqual(
                shown.value().getBytes(StandardCharsets.US_ASCII),
                stored.value().getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes as long as {@link #matches}, so that nobody can tell that there is nothing to compare with. */
    void matchNobodys(Password password) {
        if (matches(password, nobodys)) {
            throw new IllegalStateException("the password of nobody was guessed");
        }
    }

    /** Whether the hash was made by another cost than passwords are hashed by now. */
    boolean isOutdated(String hash) {
        return !Hash.parse(hash).cost().equals(cost);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("too many passwords are being hashed", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
