package io.confab.load.chatup;

import java.util.Arrays;

/** A long for each number, 0 until it is set. It grows as needed. */
final class Column {
    private long[] values = new long[1024];

    long get(int number) {
        return number < values.length ? values[number] : 0;
    }

    void set(int number, long value) {
        if (number >= values.length) {
            values = Arrays.copyOf(values, Math.max(number + 1, 2 * values.length));
        }
        values[number] = value;
    }

    /** Returns what it is afterwards. */
    long add(int number, long more) {
        set(number, get(number) + more);
        return get(number);
    }
}
