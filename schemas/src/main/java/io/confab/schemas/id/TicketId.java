package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** One search for a stranger, from waiting to its outcome. Written as a UUID string. */
public record TicketId(UUID value) implements Id {

    public TicketId {
        Objects.requireNonNull(value, "ticket id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static TicketId of(String text) {
        return new TicketId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
