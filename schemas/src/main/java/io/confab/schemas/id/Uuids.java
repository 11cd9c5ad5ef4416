package io.confab.schemas.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** How Confab reads, orders and makes UUIDs (RFC 9562). */
public final class Uuids {

    private Uuids() {}

    /**
     * Reads the canonical form of 36 characters, upper or lower case. Stricter than {@link UUID#fromString}, which takes
     * {@code 1-1-1-1-1} for a UUID, so that one id has one spelling. Throws {@link IllegalArgumentException} otherwise.
     */
    public static UUID parse(String text) {
        if (text == null || text.length() != 36) {
            throw new IllegalArgumentException("not a UUID: expected 36 characters");
        }
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a UUID in its canonical form");
        }
        return uuid;
    }

    /** Orders as the text does, unlike {@link UUID#compareTo}, which compares signed halves. */
    public static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    /** A new id of version 7: its first 48 bits are the time in milliseconds, the rest is drawn from {@code random}. */
    public static UUID version7(Instant at, RandomGenerator random) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * An id of version 8 that follows from {@code parts} alone: SHA-256 over the parts, each led by its length so that no
     * two lists of parts run together. The same parts give the same id on every machine, for ever.
     */
    public static UUID derived(String... parts) {
        var digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(new byte[] {
                (byte) (bytes.length >>> 24),
                (byte) (bytes.length >>> 16),
                (byte) (bytes.length >>> 8),
                (byte) bytes.length
            });
            digest.update(bytes);
        }
        byte[] hash = digest.digest();
        long high = (longAt(hash, 0) & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (longAt(hash, 8) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static long longAt(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
