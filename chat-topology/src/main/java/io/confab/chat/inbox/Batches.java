package io.confab.chat.inbox;

import io.confab.schemas.push.Push.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;

/** Cuts entries into batches that fit into one record: bounded by number and by size, but for a batch of one. Lazy. */
final class Batches implements Iterator<List<Entry>> {
    private final Iterator<Entry> entries;
    private final int maxEntries;
    private final long maxBytes;
    private final ToLongFunction<Entry> sizeBytes;
    private Entry ahead;

    Batches(Iterator<Entry> entries, int maxEntries, long maxBytes, ToLongFunction<Entry> sizeBytes) {
        this.entries = entries;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.sizeBytes = sizeBytes;
        this.ahead = entries.hasNext() ? entries.next() : null;
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public List<Entry> next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        var batch = new ArrayList<Entry>();
        long bytes = 0;
        while (ahead != null && batch.size() < maxEntries) {
            long more = sizeBytes.applyAsLong(ahead);
            if (!batch.isEmpty() && bytes + more > maxBytes) {
                break;
            }
            batch.add(ahead);
            bytes += more;
            ahead = entries.hasNext() ? entries.next() : null;
        }
        return batch;
    }
}
