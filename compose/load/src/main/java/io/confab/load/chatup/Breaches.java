package io.confab.load.chatup;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Promises that were broken: how often each, and the first of them in words. */
final class Breaches {
    private static final int SHOWN = 5;

    private final Map<Promise, Integer> counts = new EnumMap<>(Promise.class);
    private final Map<Promise, List<String>> shown = new EnumMap<>(Promise.class);

    void add(Promise promise, String what, Object... about) {
        if (counts.merge(promise, 1, Integer::sum) <= SHOWN) {
            shown.computeIfAbsent(promise, one -> new ArrayList<>()).add(promise + ": " + what + " " + List.of(about));
        }
    }

    Map<Promise, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** The first of each. */
    List<String> shown() {
        return shown.values().stream().flatMap(List::stream).toList();
    }
}
