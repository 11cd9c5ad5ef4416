package io.confab.schemas.push;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A partition of {@code gateway.pushes}. Whichever gateway owns it now carries the sockets registered with it. */
public record Slot(@JsonValue int partition) implements Comparable<Slot> {

    @JsonCreator
    public Slot {
        if (partition < 0) {
            throw new IllegalArgumentException("a slot is a partition, was " + partition);
        }
    }

    /** Reads what {@link #toString} writes. */
    public static Slot of(String text) {
        return new Slot(Integer.parseInt(text));
    }

    @Override
    public int compareTo(Slot other) {
        return Integer.compare(partition, other.partition);
    }

    @Override
    public String toString() {
        return Integer.toString(partition);
    }
}
