package io.confab.gateway.account;

import io.confab.gateway.http.Text;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** A password as it was typed. Never to be logged. */
@Text(least = Password.SHORTEST, most = Password.LONGEST)
record Password(String value) {
    static final int SHORTEST = 8;
    static final int LONGEST = 128;

    /** A password to be: 8 to 128 characters, any. Throws {@link IllegalArgumentException} otherwise. */
    static Password chosen(String value) {
        int length = value.codePointCount(0, value.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new IllegalArgumentException("must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        return new Password(value);
    }

    /** The same bytes for the same characters, however the keyboard composed them. */
    byte[] bytes() {
        return Normalizer.normalize(value, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(a password)";
    }
}
