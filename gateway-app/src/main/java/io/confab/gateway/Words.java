package io.confab.gateway;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a text is found by: runs of letters and digits, without case and accents. A character of a script that puts no space
 * between words, and a symbol like an emoji, is a word by itself. They are made here and not by the database, whose words
 * depend on its make and its locale.
 */
public final class Words {

    /** Characters that count of a longer one: no database takes words of any length. */
    private static final int LONGEST = 64;

    /** Shorter ones begin too many words. */
    private static final int SHORTEST_BEGINNING = 2;

    private final List<String> words;

    private Words(List<String> words) {
        this.words = List.copyOf(words);
    }

    public static Words of(String text) {
        var found = new LinkedHashSet<String>();
        var word = new StringBuilder();
        folded(text).codePoints().forEach(character -> {
            if (standsAlone(character)) {
                end(word, found);
                found.add(Character.toString(character));
            } else if (isPartOfWord(character)) {
                word.appendCodePoint(character);
            } else {
                end(word, found);
            }
        });
        end(word, found);
        return new Words(new ArrayList<>(found));
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** All of them, as SQL writes a {@code tsvector}. */
    public String asVector() {
        return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
    }

    /** Whatever has all of them, of the last one the beginning, as SQL writes a {@code tsquery}. */
    public String asQuery() {
        String all = words.stream().map(Words::quoted).collect(Collectors.joining(" & "));
        String last = words.get(words.size() - 1);
        return last.codePointCount(0, last.length()) < SHORTEST_BEGINNING ? all : all + ":*";
    }

    @Override
    public String toString() {
        return words.toString();
    }

    private static String folded(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\u0300-\\u036f]", "");
        var folded = new StringBuilder(bare.length());
        Normalizer.normalize(bare, Normalizer.Form.NFC)
                .codePoints()
                .map(character -> Character.toLowerCase(Character.toUpperCase(character)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static void end(StringBuilder word, Set<String> found) {
        if (!word.isEmpty()) {
            int length = word.codePointCount(0, word.length());
            found.add(word.substring(0, word.offsetByCodePoints(0, Math.min(length, LONGEST))));
            word.setLength(0);
        }
    }

    private static boolean standsAlone(int character) {
        if (Character.isIdeographic(character) || Character.getType(character) == Character.OTHER_SYMBOL) {
            return true;
        }
        var script = Character.UnicodeScript.of(character);
        return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
    }

    /** Marks are vowels in many scripts; variation selectors only say how the character before is drawn. */
    private static boolean isPartOfWord(int character) {
        if (character >= 0xFE00 && character <= 0xFE0F) {
            return false;
        }
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** No word has a quotation mark or a backslash in it. */
    private static String quoted(String word) {
        return "'" + word + "'";
    }
}
