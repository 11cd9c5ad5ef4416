package io.confab.schemas.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;

/** A conversation, direct or group. The id of a direct one follows from its two users. Written as a UUID string. */
public record ConversationId(UUID value) implements Id {

    public ConversationId {
        Objects.requireNonNull(value, "conversation id");
    }

    /** Reads the canonical form; throws {@link IllegalArgumentException} if {@code text} is no UUID. */
    @JsonCreator
    public static ConversationId of(String text) {
        return new ConversationId(Uuids.parse(text));
    }

    /** The one direct conversation of two users, whichever of them asks. */
    public static ConversationId direct(UserId one, UserId other) {
        var first = one.compareTo(other) < 0 ? one : other;
        var second = first.equals(one) ? other : one;
        return new ConversationId(Uuids.derived("direct", first.toString(), second.toString()));
    }

    /** The conversation that {@code creator} calls {@code clientId}: the same however often it is asked for. */
    public static ConversationId named(UserId creator, ClientMessageId clientId) {
        return new ConversationId(Uuids.derived("conversation", creator.toString(), clientId.toString()));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
