package io.confab.chatup.seeker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a seeker is interested in: in the form in which all say it, and how this one put it.
 *
 * @param tags sorted, each once
 * @param words the seeker's own word for each tag that differs from it
 */
record Interests(List<String> tags, Map<String, String> words) {

    Interests {
        tags = List.copyOf(tags);
        words = Map.copyOf(words);
    }

    /**
     * Of two that mean the same the first counts.
     *
     * @param synonyms the form that is meant by a form; itself if it has no other
     */
    static Interests of(List<String> said, UnaryOperator<String> synonyms) {
        var words = new TreeMap<String, String>();
        for (var word : said) {
            words.putIfAbsent(synonyms.apply(TagForm.of(word)), word);
        }
        var tags = List.copyOf(words.keySet());
        words.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        return new Interests(tags, words);
    }
}
