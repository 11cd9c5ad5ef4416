package io.confab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.schemas.json.JsonSchemas;
import java.nio.file.Path;

/** The JSON Schema of a type whose JSON lives in topics or stores, kept in the tree. */
public final class GoldenSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenSchema() {}

    /**
     * Fails if what is written for {@code type} is not what {@code file} says. A change that breaks readers fails even where
     * golden files are being rewritten; whoever means it anyway deletes the file first.
     */
    public static void check(Path file, Class<?> type) {
        check(file, type, Golden.isWriting());
    }

    static void check(Path file, Class<?> type, boolean writing) {
        var schema = JsonSchemas.of(type);
        String kept = Golden.read(file);
        if (!kept.isEmpty()) {
            assertThat(SchemaCompatibility.breaches(read(kept), schema))
                    .as("%s must stay readable", file)
                    .isEmpty();
        }
        Golden.check(file, schema.toPrettyString(), writing);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a kept schema is no JSON", e);
        }
    }
}
