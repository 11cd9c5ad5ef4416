package io.confab.gateway.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import java.time.Instant;

/**
 * What is to be counted of a change.
 *
 * @param op one letter: created, updated, deleted or read in a snapshot
 * @param committedAt by the database's clock
 */
record Captured(String op, Instant committedAt) {

    /** Throws {@link IllegalArgumentException} for what is no JSON. */
    static Captured of(String envelope) {
        var json = Json.read(envelope, JsonNode.class);
        var committedAt = Instant.ofEpochMilli(json.path("source").path("ts_ms").asLong());
        return new Captured(json.path("op").asText("none"), committedAt);
    }

    /** A row that was read in a snapshot may be as old as it likes. */
    boolean isStreamed() {
        return !op.equals("r");
    }
}
