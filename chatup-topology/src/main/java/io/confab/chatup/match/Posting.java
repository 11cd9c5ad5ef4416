package io.confab.chatup.match;

import java.util.Arrays;

/** Who waits with a tag, in the order in which they came. Those that have left are dropped when they are half of it. */
final class Posting {
    final int number;
    final String tag;
    double weight;
    private Waiting[] all = new Waiting[4];
    private int length;
    private int present;

    Posting(int number, String tag) {
        this.number = number;
        this.tag = tag;
    }

    void add(Waiting waiting) {
        if (length == all.length) {
            all = Arrays.copyOf(all, length * 2);
        }
        all[length++] = waiting;
        present++;
    }

    /** One of them has left. */
    void left() {
        present--;
        if (length > 8 && present < length / 2) {
            int kept = 0;
            for (int i = 0; i < length; i++) {
                if (!all[i].isGone()) {
                    all[kept++] = all[i];
                }
            }
            all = Arrays.copyOf(all, Math.max(4, kept * 2));
            length = kept;
        }
    }

    boolean isEmpty() {
        return present == 0;
    }

    int present() {
        return present;
    }

    int length() {
        return length;
    }

    Waiting get(int i) {
        return all[i];
    }
}
