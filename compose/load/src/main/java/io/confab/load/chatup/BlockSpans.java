package io.confab.load.chatup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From when until when who blocked whom, by the users' numbers, as the log of blocks has it. */
final class BlockSpans {
    private static final long OPEN = Long.MAX_VALUE;

    private final Map<Long, List<long[]>> spans = new HashMap<>();

    void set(int blocker, int blocked, long atMs) {
        var own = spans.computeIfAbsent(pair(blocker, blocked), key -> new ArrayList<>());
        if (own.isEmpty() || own.get(own.size() - 1)[1] != OPEN) {
            own.add(new long[] {atMs, OPEN});
        }
    }

    void lift(int blocker, int blocked, long atMs) {
        var own = spans.get(pair(blocker, blocked));
        if (own != null && own.get(own.size() - 1)[1] == OPEN) {
            own.get(own.size() - 1)[1] = atMs;
        }
    }

    /** Since when a block between the two, whoever set it, holds at that time; -1 where none does. */
    long heldSince(int one, int other, long atMs) {
        return Math.max(since(pair(one, other), atMs), since(pair(other, one), atMs));
    }

    int size() {
        return spans.size();
    }

    private long since(long pair, long atMs) {
        return spans.getOrDefault(pair, List.of()).stream()
                .filter(span -> span[0] < atMs && atMs < span[1])
                .mapToLong(span -> span[0])
                .findFirst()
                .orElse(-1);
    }

    private static long pair(int one, int other) {
        return (long) one << 32 | other;
    }
}
