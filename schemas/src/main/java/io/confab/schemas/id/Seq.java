package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The place of a message in its conversation: 1, 2, 3 … without gaps. */
public record Seq(@JsonValue long value) implements Comparable<Seq> {

    @JsonCreator
    public Seq {
        if (value < 1) {
            throw new IllegalArgumentException("seq starts at 1, was " + value);
        }
    }

    public Seq next() {
        return new Seq(value + 1);
    }

    @Override
    public int compareTo(Seq other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
