package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** A message, unique over all conversations; clients that need an order take its {@link Seq}. Written as a UUID string. */
public record MessageId(UUID value) implements Id {

    public MessageId {
        Objects.requireNonNull(value, "message id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static MessageId of(String text) {
        return new MessageId(Uuids.parse(text));
    }

    /** The id of the message that {@code command} brings about. */
    public static MessageId from(CommandId command) {
        return new MessageId(Uuids.derived("message", command.toString()));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
