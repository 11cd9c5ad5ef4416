package io.confab.chat.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The values of a row, by column, as PostgreSQL's or CockroachDB's changes have them. Every method throws
 * {@link IllegalArgumentException} for a column that is missing or of another type; the message never has the value.
 */
record Columns(JsonNode values) {
    /** What stands for a value that was stored apart and did not change, so that the log doesn't have it. */
    private static final String UNAVAILABLE = "__debezium_unavailable_value";

    Columns {
        Objects.requireNonNull(values, "values");
        if (!values.isObject()) {
            throw new IllegalArgumentException("a row is a JSON object");
        }
    }

    String text(String column) {
        return checked(column, "text", JsonNode::isTextual).textValue();
    }

    long number(String column) {
        return checked(column, "number", value -> value.isIntegralNumber() && value.canConvertToLong())
                .longValue();
    }

    boolean flag(String column) {
        return checked(column, "boolean", JsonNode::isBoolean).booleanValue();
    }

    Instant instant(String column) {
        try {
            return OffsetDateTime.parse(text(column)).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("column " + column + " has no time with a zone", e);
        }
    }

    /** A JSON array of texts: PostgreSQL's changes have it as a text, CockroachDB's as it is. */
    List<String> texts(String column) {
        var value = checked(column, "array", array -> array.isArray() || array.isTextual());
        var array = value.isTextual() ? Json.read(value.textValue(), JsonNode.class) : value;
        var texts = new ArrayList<String>();
        for (var item : array) {
            if (!item.isTextual()) {
                throw new IllegalArgumentException("column " + column + " has no array of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** What {@code read} gives, or {@code known} where this change doesn't have the column because it didn't change. */
    <T> T orKnown(String column, Function<String, T> read, Optional<T> known) {
        if (!values.path(column).asText().equals(UNAVAILABLE)) {
            return read.apply(column);
        }
        return known.orElseThrow(
                () -> new IllegalArgumentException("column " + column + " did not change and is not known"));
    }

    private JsonNode checked(String column, String expected, Predicate<JsonNode> holds) {
        var value = values.path(column);
        if (!holds.test(value)) {
            throw new IllegalArgumentException("column " + column + " has no " + expected);
        }
        return value;
    }
}
