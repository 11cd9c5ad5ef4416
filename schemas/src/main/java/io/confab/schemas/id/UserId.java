package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** An account, for its whole life. Written as a UUID string. */
public record UserId(UUID value) implements Id {

    public UserId {
        Objects.requireNonNull(value, "user id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static UserId of(String text) {
        return new UserId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
