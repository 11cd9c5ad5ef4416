package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** A command that a client gave. What it caused carries this id back to the user who gave it. Written as a UUID string. */
public record CommandId(UUID value) implements Id {

    public CommandId {
        Objects.requireNonNull(value, "command id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static CommandId of(String text) {
        return new CommandId(Uuids.parse(text));
    }

    /** The id of a command that a client may repeat: it follows from who gave it, its kind and all that it says. */
    public static CommandId derived(String kind, UserId by, String... content) {
        var parts = new String[content.length + 2];
        parts[0] = kind;
        parts[1] = by.toString();
        System.arraycopy(content, 0, parts, 2, content.length);
        return new CommandId(Uuids.derived(parts));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
