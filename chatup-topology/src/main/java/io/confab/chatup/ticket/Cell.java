package io.confab.chatup.ticket;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a ticket waits: a pool, or one of the parts that a crowded pool is split in. Whoever is in one cell can meet there; a cell is
 * in one task, and a ticket in one cell. What a cell has no use for goes to its {@linkplain #parent parent}: from a part to the
 * whole pool, from {@code de/berlin} to {@code de}.
 *
 * @param pool such as {@code de/berlin}
 * @param part from 1 on; 0 is the pool itself, where those meet who are in no part
 */
public record Cell(String pool, int part) {
    private static final String PART = "#";

    public Cell {
        Objects.requireNonNull(pool, "pool");
        if (pool.contains(PART) || part < 0) {
            throw new IllegalArgumentException("not a pool and a part of it: " + pool + ", " + part);
        }
    }

    /**
     * The part for someone with these tags: that of the tag with the lowest hash, so that the more two have in common the likelier
     * they are in one part (min-wise hashing: Broder, "On the resemblance and containment of documents", 1997). Without tags, the
     * pool itself.
     *
     * @param parts how many there are; with 1 the pool is not split
     */
    public static Cell of(String pool, Collection<String> tags, int parts) {
        if (parts == 1) {
            return new Cell(pool, 0);
        }
        return tags.stream()
                .map(Cell::hash)
                .min(Long::compareUnsigned)
                .map(lowest -> new Cell(pool, 1 + (int) Long.remainderUnsigned(lowest, parts)))
                .orElseGet(() -> new Cell(pool, 0));
    }

    /** Reads what {@link #toString} wrote; throws {@link IllegalArgumentException} for anything else. */
    public static Cell parse(String name) {
        int at = name.indexOf(PART);
        return at < 0
                ? new Cell(name, 0)
                : new Cell(name.substring(0, at), Integer.parseInt(name.substring(at + PART.length())));
    }

    /** Where those go on who find nobody here. */
    public Optional<Cell> parent() {
        if (part > 0) {
            return Optional.of(new Cell(pool, 0));
        }
        int at = pool.lastIndexOf('/');
        return at < 0 ? Optional.empty() : Optional.of(new Cell(pool.substring(0, at), 0));
    }

    public boolean isPart() {
        return part > 0;
    }

    /** The partition that its records are in: the parts of a pool are spread over partitions one after another. */
    public int partition(int partitions) {
        return (int) Long.remainderUnsigned(hash(pool) + part, partitions);
    }

    @Override
    public String toString() {
        return part == 0 ? pool : pool + PART + part;
    }

    /** FNV-1a (Fowler, Noll and Vo) and the finalizer of MurmurHash3 (Appleby), so that all bits are alike. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
