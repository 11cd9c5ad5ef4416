package io.confab.gateway.capture;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.topic.Topic;
import io.confab.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;

/**
 * A table whose changes are captured.
 *
 * @param columns what leaves the database: named one by one, so that a column which is added later stays where it is until
 *     somebody decides otherwise
 */
record CapturedTable(String name, Topic<String, JsonNode> topic, List<String> columns) {
    static final List<CapturedTable> ALL = List.of(
            new CapturedTable(
                    "users", Topics.CHANGES_USERS, List.of("user_id", "username", "display_name", "created_at")),
            new CapturedTable("user_tags", Topics.CHANGES_TAGS, List.of("user_id", "tags")),
            new CapturedTable(
                    "blocks",
                    Topics.CHANGES_BLOCKS,
                    List.of("blocker_id", "blocked_id", "active", "version", "changed_at")));

    private static final String SCHEMA = "public";

    CapturedTable {
        columns = List.copyOf(columns);
    }

    /** The one that a change belongs to, by the last two parts of its destination; empty for what is no change of a row. */
    static Optional<CapturedTable> ofDestination(String destination) {
        return ALL.stream()
                .filter(table -> destination.endsWith("." + SCHEMA + "." + table.name))
                .findFirst();
    }

    /** All tables, as Debezium's {@code table.include.list} has them: regular expressions. */
    static String tables() {
        return ALL.stream().map(table -> SCHEMA + "\\." + table.name).collect(joining(","));
    }

    /** All columns, as Debezium's {@code column.include.list} has them: regular expressions. */
    static String allColumns() {
        return ALL.stream()
                .map(table -> SCHEMA + "\\." + table.name + "\\.(" + String.join("|", table.columns) + ")")
                .collect(joining(","));
    }
}
