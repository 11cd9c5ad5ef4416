package io.confab.load.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * A durable event in one user's inbox.
 *
 * @param firstSeenNanos when the first of the user's devices had it
 */
record Event(String userId, String epoch, long cursor, JsonNode json, long firstSeenNanos) {

    String type() {
        return json.path("type").asText();
    }

    boolean is(String type) {
        return type().equals(type);
    }

    String text(String property) {
        return json.path(property).asText();
    }

    String conversationId() {
        return text("conversationId");
    }

    long seq() {
        return json.path("seq").asLong();
    }

    Optional<String> commandId() {
        return json.has("commandId") ? Optional.of(text("commandId")) : Optional.empty();
    }

    UUID clientMessageId() {
        return UUID.fromString(text("clientMessageId"));
    }

    /** The fact itself, without what differs from user to user. */
    JsonNode fact() {
        ObjectNode fact = json.deepCopy();
        fact.remove("cursor");
        fact.remove("commandId");
        return fact;
    }

    @Override
    public String toString() {
        return "user " + userId + " cursor " + cursor + ": " + json;
    }
}
