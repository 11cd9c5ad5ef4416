package io.confab.schemas.chatup;

import java.util.Objects;

/**
 * What a word of seekers stands for. The word is the record's key; a tombstone takes it back. It counts for tickets that are taken
 * after it was read.
 *
 * @param means the word that counts in its place, which is not looked up again
 */
public record Synonym(String means) {

    /** The longest word that has a synonym or is one, as tags have it. */
    public static final int LONGEST = 32;

    public Synonym {
        Objects.requireNonNull(means, "means");
        if (means.isBlank() || means.length() > LONGEST) {
            throw new IllegalArgumentException("a word has 1 to " + LONGEST + " characters, not " + means.length());
        }
    }
}
