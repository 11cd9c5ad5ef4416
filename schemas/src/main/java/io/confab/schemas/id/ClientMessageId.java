package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** What a client calls something it sends, so that sending again changes nothing. Unique per sender. Written as a UUID string. */
public record ClientMessageId(UUID value) implements Id {

    public ClientMessageId {
        Objects.requireNonNull(value, "client message id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static ClientMessageId of(String text) {
        return new ClientMessageId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
