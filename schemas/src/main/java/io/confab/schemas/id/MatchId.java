package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** Two tickets that met. Written as a UUID string. */
public record MatchId(UUID value) implements Id {

    public MatchId {
        Objects.requireNonNull(value, "match id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static MatchId of(String text) {
        return new MatchId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
