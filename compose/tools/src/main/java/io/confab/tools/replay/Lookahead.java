package io.confab.tools.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Records that are read one after the other, and those that follow looked at before. Not safe for many threads. */
final class Lookahead<T> {

    private final Iterator<T> source;
    private final Deque<T> ahead = new ArrayDeque<>();

    Lookahead(Iterator<T> source) {
        this.source = source;
    }

    boolean hasNext() {
        return !ahead.isEmpty() || source.hasNext();
    }

    /** The next one, which stays the next one. */
    Optional<T> peek() {
        return peek(1).stream().findFirst();
    }

    /** The next {@code count}, fewer at the end. */
    List<T> peek(int count) {
        while (ahead.size() < count && source.hasNext()) {
            ahead.add(source.next());
        }
        var next = new ArrayList<T>(count);
        for (var iterator = ahead.iterator(); iterator.hasNext() && next.size() < count; ) {
            next.add(iterator.next());
        }
        return next;
    }

    T next() {
        return ahead.isEmpty() ? source.next() : ahead.remove();
    }
}
