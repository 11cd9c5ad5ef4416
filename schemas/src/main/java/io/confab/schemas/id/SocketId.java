package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** One live WebSocket, from its hello to its close. Written as a UUID string. */
public record SocketId(UUID value) implements Id {

    public SocketId {
        Objects.requireNonNull(value, "socket id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static SocketId of(String text) {
        return new SocketId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
