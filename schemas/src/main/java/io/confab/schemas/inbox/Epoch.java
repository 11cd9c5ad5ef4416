package io.confab.schemas.inbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The life of one inbox: cursors of different epochs have nothing to do with each other. Opaque, 1 to 64 characters. */
public record Epoch(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Epoch {
        if (value == null || value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("an epoch has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
