package io.confab.load.chatup;

import io.confab.load.match.Mix;
import java.util.Arrays;
import java.util.UUID;

/** Numbers ids from 0 on, in the order in which they are first seen; some 30 bytes each, for millions of them. */
final class Numbers {
    private static final int NONE = -1;

    private long[] high = new long[1024];
    private long[] low = new long[1024];
    /** Open addressing: a number plus 1, or 0 where nothing is. Always a power of two, and at most half full. */
    private int[] table = new int[4096];

    private int size;

    int size() {
        return size;
    }

    /** The id's number, a new one if it was not seen before. */
    int of(UUID id) {
        int slot = slot(id);
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        if (size == high.length) {
            high = Arrays.copyOf(high, 2 * size);
            low = Arrays.copyOf(low, 2 * size);
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        table[slot] = ++size;
        if (2 * size > table.length) {
            grow();
        }
        return size - 1;
    }

    /** The id's number, or -1 if it was not seen. */
    int find(UUID id) {
        int found = table[slot(id)];
        return found == 0 ? NONE : found - 1;
    }

    UUID id(int number) {
        return new UUID(high[number], low[number]);
    }

    private int slot(UUID id) {
        int mask = table.length - 1;
        int slot = (int) Mix.of(id.getMostSignificantBits() ^ Mix.of(id.getLeastSignificantBits())) & mask;
        while (table[slot] != 0
                && (high[table[slot] - 1] != id.getMostSignificantBits()
                        || low[table[slot] - 1] != id.getLeastSignificantBits())) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        table = new int[2 * table.length];
        for (int number = 0; number < size; number++) {
            table[slot(id(number))] = number + 1;
        }
    }
}
