package io.confab.chat.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to a row, as an envelope of Debezium's form tells it: Debezium's own for PostgreSQL, the enriched one of a
 * changefeed for CockroachDB.
 *
 * @param version where it stands in the database's log
 * @param after the row since then; empty: the row is gone. What it was before is not read: it may be the key alone
 */
record Change(Version version, Optional<Columns> after) {

    Change {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(after, "after");
    }

    /** Throws {@link IllegalArgumentException} for what is no change of a row. */
    static Change of(JsonNode envelope) {
        String op = envelope.path("op").asText();
        return switch (op) {
            case "c", "u", "r" ->
                new Change(version(envelope.path("source"), op.equals("r")), Optional.of(after(envelope)));
            case "d" -> new Change(version(envelope.path("source"), false), Optional.empty());
            default -> throw new IllegalArgumentException("no change of a row: its op is none of c, u, r, d");
        };
    }

    /** Whether it only says how far a changefeed has come. */
    static boolean isResolved(JsonNode envelope) {
        return envelope.has("resolved") && !envelope.has("op");
    }

    private static Columns after(JsonNode envelope) {
        return new Columns(envelope.path("after"));
    }

    private static Version version(JsonNode source, boolean snapshot) {
        if (source.path("lsn").isIntegralNumber()) {
            return new Version.Lsn(source.get("lsn").longValue(), snapshot);
        }
        if (source.path("ts_hlc").isTextual()) {
            return Version.Hlc.of(source.get("ts_hlc").textValue());
        }
        throw new IllegalArgumentException(
                "a change without its place in the log: neither source.lsn nor source.ts_hlc");
    }
}
