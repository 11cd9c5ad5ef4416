package io.confab.chatup.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each tag was asked for lately, and so how much it says about two that both have it: inverse document frequency (Spärck
 * Jones, "A statistical interpretation of term specificity and its application in retrieval", 1972). Bounded: when the tickets
 * reach the horizon, all counts are halved and what falls to nothing is forgotten, so that old fashions fade. Follows from what was
 * counted, in its order. Not thread-safe.
 */
public final class TagFrequencies {
    private final int horizon;
    private final Map<String, Integer> counts = new HashMap<>();
    private int tickets;
    private long counted;

    /** @param horizon how many tickets are remembered in full, at least 2; no more than some times as many tags are kept */
    public TagFrequencies(int horizon) {
        if (horizon < 2) {
            throw new IllegalArgumentException("a horizon is two tickets or more, was " + horizon);
        }
        this.horizon = horizon;
    }

    /** As {@link #counts} and {@link #tickets} said once: what a store gives back. */
    public static TagFrequencies of(int horizon, int tickets, Map<String, Integer> counts) {
        var frequencies = new TagFrequencies(horizon);
        frequencies.tickets = tickets;
        frequencies.counts.putAll(counts);
        return frequencies;
    }

    /** One more ticket, with these tags, each once. */
    public void count(Collection<String> tags) {
        for (var tag : tags) {
            counts.merge(tag, 1, Integer::sum);
        }
        tickets++;
        counted++;
        if (tickets >= horizon) {
            tickets /= 2;
            counts.replaceAll((tag, count) -> count / 2);
            counts.values().removeIf(count -> count == 0);
        }
    }

    /** Above 0, and the higher the rarer; a tag never seen says most. */
    public double weight(String tag) {
        // StrictMath: the same on every machine, which Math.log does not promise.
        return StrictMath.log(1 + (1.0 + tickets) / (1 + counts.getOrDefault(tag, 0)));
    }

    /** How many tickets the counts stand for. */
    public int tickets() {
        return tickets;
    }

    /** How many tickets it has counted itself, which tells whether anything is new. */
    public long counted() {
        return counted;
    }

    /** A copy, sorted by tag. */
    public Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
