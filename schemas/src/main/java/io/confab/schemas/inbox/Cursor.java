package io.confab.schemas.inbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The place of an entry in a user's inbox: 1, 2, 3 … without gaps; 0 is before the first. */
public record Cursor(@JsonValue long value) implements Comparable<Cursor> {

    /** Before the first entry. */
    public static final Cursor START = new Cursor(0);

    @JsonCreator
    public Cursor {
        if (value < 0) {
            throw new IllegalArgumentException("a cursor is not negative, was " + value);
        }
    }

    public Cursor next() {
        return new Cursor(value + 1);
    }

    @Override
    public int compareTo(Cursor other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
