package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** A login on a device, from its first token to its end. Written as a UUID string. */
public record SessionId(UUID value) implements Id {

    public SessionId {
        Objects.requireNonNull(value, "session id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static SessionId of(String text) {
        return new SessionId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
