package io.confab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of all values in topics, kept in {@code schemas/src/main/resources/json-schemas}. */
class CatalogueSchemasTest {
    private static final Path SCHEMAS = Golden.inModule("../src/main/resources/json-schemas");

    @ParameterizedTest
    @MethodSource("values")
    void what_is_in_a_topic_stays_readable(Class<?> type) {
        GoldenSchema.check(SCHEMAS.resolve(type.getSimpleName() + ".json"), type);
    }

    @Test
    void there_is_no_schema_of_what_no_topic_has() throws IOException {
        try (var files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            values().map(type -> type.getSimpleName() + ".json").toList());
        }
    }

    /** But for raw changes: those are Debezium's, not ours. */
    static Stream<Class<?>> values() {
        return Topics.all().stream()
                .<Class<?>>map(topic -> topic.valueType())
                .filter(type -> type != JsonNode.class)
                .distinct();
    }
}
