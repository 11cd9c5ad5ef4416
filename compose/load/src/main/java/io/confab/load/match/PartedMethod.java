package io.confab.load.match;

import io.confab.chatup.match.Match;
import io.confab.chatup.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * A crowd that is cut in parts, each matched apart, as a pool is that one machine can't carry. A ticket's part follows from the
 * least of its tags' hashes, so that two are the likelier in one part the more of their tags they share (min-wise hashing: Broder,
 * "On the resemblance and containment of documents", 1997).
 */
final class PartedMethod implements Method {
    private final List<Method> parts = new ArrayList<>();

    PartedMethod(int parts, Supplier<Method> method) {
        for (int part = 0; part < parts; part++) {
            this.parts.add(method.get());
        }
    }

    /** From 0 to {@code parts} - 1, the same for the same tags on every machine. */
    static int partOf(Collection<String> tags, int parts) {
        long least = -1; // the greatest, as they are unsigned
        for (var tag : tags) {
            long hash = hash(tag);
            least = Long.compareUnsigned(hash, least) < 0 ? hash : least;
        }
        return (int) Long.remainderUnsigned(Mix.of(least), parts);
    }

    @Override
    public void add(Ticket ticket) {
        parts.get(partOf(ticket.tags(), parts.size())).add(ticket);
    }

    @Override
    public List<Match> round(Instant at) {
        return parts.stream().flatMap(part -> part.round(at).stream()).toList();
    }

    @Override
    public int waiting() {
        return parts.stream().mapToInt(Method::waiting).sum();
    }

    /** FNV-1a over the bytes, mixed: its own low bits are good, its high ones, which say which is least, are not. */
    private static long hash(String tag) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : tag.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        return Mix.of(hash);
    }
}
