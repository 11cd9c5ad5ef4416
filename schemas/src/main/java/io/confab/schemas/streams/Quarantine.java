package io.confab.schemas.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records that failed halfway: their transaction was thrown away, and when they come again they are set aside before anything
 * is done for them. Bounded; a record that was forgotten fails once more. Safe for any thread.
 */
final class Quarantine {
    private static final int CAPACITY = 1_000;

    private final Map<Position, Entry> entries = new LinkedHashMap<>();
    private volatile boolean empty = true;

    private static final class Entry {
        private final Failure failure;
        private boolean excused;

        private Entry(Failure failure, boolean excused) {
            this.failure = failure;
            this.excused = excused;
        }
    }

    /** Remembers {@code failure}. The same exception, seen again on its way up, changes nothing. */
    synchronized void add(Position position, Failure failure) {
        var known = entries.get(position);
        if (known != null && known.failure.caused(failure.cause())) {
            return;
        }
        entries.put(position, new Entry(failure, known != null && known.excused));
        if (entries.size() > CAPACITY) {
            entries.remove(entries.keySet().iterator().next());
        }
        empty = false;
    }

    Optional<Failure> failureAt(Position position) {
        if (empty) {
            return Optional.empty();
        }
        synchronized (this) {
            return Optional.ofNullable(entries.get(position)).map(entry -> entry.failure);
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether {@code thrown} ended a step only to set a record aside: true once for each record, so that it can't go on for ever. */
    synchronized boolean excuses(Throwable thrown) {
        for (var entry : entries.values()) {
            if (!entry.excused && entry.failure.caused(thrown)) {
                entry.excused = true;
                return true;
            }
        }
        return false;
    }
}
