package io.confab.chatup.seeker;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One form for the ways to write one interest: whatever the case, the accents of Latin and Greek letters, the width, the space and a simple
 * English plural. It is for comparing and never shown, so it need not be a word; it must only be the same for what is meant alike.
 */
final class TagForm {
    private static final Pattern ACCENTS =
            Pattern.compile("(?<=[\\p{IsLatin}\\p{IsGreek}])\\p{InCombiningDiacriticalMarks}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}_-]+");
    private static final Pattern PLAIN_END = Pattern.compile(".*[a-z]{4}");
    private static final Pattern HISSING = Pattern.compile(".*(ss|sh|ch|x|z)es");
    private static final Pattern NO_PLURAL = Pattern.compile(".*(ss|us|is)");

    private TagForm() {}

    static String of(String tag) {
        // Up first: so ß becomes ss, as in STRASSE
        var folded = Normalizer.normalize(tag, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        var bare = ACCENTS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD))
                .replaceAll("");
        var spaced = SPACES.matcher(Normalizer.normalize(bare, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        return spaced.isEmpty() ? tag : singular(spaced);
    }

    /** Both of “movie” and “movies” end in y: one form, not the right one. */
    private static String singular(String text) {
        if (!PLAIN_END.matcher(text).matches()) {
            return text;
        }
        if (text.endsWith("ies")) {
            return cut(text, 3) + "y";
        }
        if (text.endsWith("ie")) {
            return cut(text, 2) + "y";
        }
        if (HISSING.matcher(text).matches()) {
            return cut(text, 2);
        }
        if (text.endsWith("s") && !NO_PLURAL.matcher(text).matches()) {
            return cut(text, 1);
        }
        return text;
    }

    private static String cut(String text, int characters) {
        return text.substring(0, text.length() - characters);
    }
}
