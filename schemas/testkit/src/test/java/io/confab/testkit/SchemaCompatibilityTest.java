package io.confab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.schemas.json.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCompatibilityTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Thing.Leaf.class, name = "leaf"),
        @JsonSubTypes.Type(value = Thing.Tree.class, name = "tree"),
    })
    sealed interface Thing {
        record Leaf(String name, Optional<Integer> size, Colour colour) implements Thing {}

        record Tree(List<Thing> things) implements Thing {}
    }

    enum Colour {
        @JsonProperty("red")
        RED,
        @JsonProperty("green")
        GREEN
    }

    private static final String LEAF = "SchemaCompatibilityTest.Thing.Leaf";

    @TempDir
    Path directory;

    @Test
    void the_same_schema_breaks_nothing() {
        assertThat(breaches(schema -> schema)).isEmpty();
    }

    @Test
    void an_optional_property_may_be_added() {
        assertThat(breaches(schema -> schema.replace(
                        "\"name\":{\"type\":\"string\"}",
                        "\"name\":{\"type\":\"string\"},\"note\":{\"type\":\"string\"}")))
                .isEmpty();
    }

    @Test
    void a_subtype_or_a_value_of_an_enumeration_may_be_added() {
        assertThat(breaches(schema -> schema.replace("[\"red\",", "[\"blue\",\"red\",")))
                .isEmpty();
        assertThat(SchemaCompatibility.breaches(withoutLeaf(current()), current()))
                .isEmpty();
    }

    @Test
    void a_removed_or_renamed_property_is_a_breach() {
        assertThat(breaches(schema -> schema.replace("\"size\":{", "\"length\":{")))
                .containsExactly("(leaf).size was removed or renamed");
    }

    @Test
    void another_type_is_a_breach() {
        assertThat(breaches(
                        schema -> schema.replace("\"size\":{\"type\":\"integer\"}", "\"size\":{\"type\":\"string\"}")))
                .containsExactly("(leaf).size type was \"integer\" and is \"string\"");
    }

    @Test
    void a_narrowed_type_is_a_breach() {
        assertThat(breaches(schema -> schema.replace(
                        "\"name\":{\"type\":\"string\"}", "\"name\":{\"type\":\"string\",\"format\":\"uuid\"}")))
                .singleElement()
                .asString()
                .startsWith("(leaf).name format was");
        assertThat(breaches(schema -> schema.replace(
                        "\"name\":{\"type\":\"string\"}", "\"name\":{\"type\":\"string\",\"enum\":[\"a\"]}")))
                .singleElement()
                .asString()
                .startsWith("(leaf).name has become an enumeration");
    }

    @Test
    void a_removed_value_of_an_enumeration_is_a_breach() {
        assertThat(breaches(schema -> schema.replace("[\"red\",\"green\"]", "[\"red\"]")))
                .containsExactly("(leaf).colour value 'green' was removed");
    }

    @Test
    void a_new_required_property_is_a_breach() {
        assertThat(breaches(schema -> schema.replace(
                                "\"name\":{\"type\":\"string\"}",
                                "\"name\":{\"type\":\"string\"},\"note\":{\"type\":\"string\"}")
                        .replace("\"required\":[\"type\",\"name\"", "\"required\":[\"type\",\"name\",\"note\"")))
                .containsExactly("(leaf).note is new and required: records without it are in the logs");
    }

    @Test
    void required_and_optional_may_not_change_places() {
        assertThat(breaches(schema ->
                        schema.replace("\"required\":[\"type\",\"name\"", "\"required\":[\"type\",\"name\",\"size\"")))
                .containsExactly("(leaf).size has become required: records without it are in the logs");
        assertThat(breaches(schema -> schema.replace("\"required\":[\"type\",\"name\"", "\"required\":[\"type\"")))
                .containsExactly("(leaf).name has become optional: processes of yesterday need it");
    }

    @Test
    void a_removed_or_renamed_subtype_is_a_breach() {
        assertThat(SchemaCompatibility.breaches(current(), withoutLeaf(current())))
                .containsExactly("(leaf) was removed: records of this type could not be read any more");
        assertThat(breaches(schema -> schema.replace("\"const\":\"leaf\"", "\"const\":\"blade\"")))
                .hasSize(1);
    }

    @Test
    void other_contents_of_a_list_are_a_breach() {
        assertThat(breaches(schema -> schema.replace(
                        "\"items\":{\"$ref\":\"#/$defs/SchemaCompatibilityTest.Thing\"}",
                        "\"items\":{\"type\":\"string\"}")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("(tree).things[] ");
    }

    @Test
    void a_kept_schema_is_not_overwritten_with_one_that_breaks_it() throws IOException {
        var file = directory.resolve("Thing.json");
        GoldenSchema.check(file, Thing.class, true);
        GoldenSchema.check(file, Thing.class, false);
        String kept = Files.readString(file).replace("\"size\"", "\"length\"");
        Files.writeString(file, kept);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> GoldenSchema.check(file, Thing.class, true))
                .withMessageContaining("(leaf).length was removed or renamed");
        assertThat(file).hasContent(kept);
    }

    private static ObjectNode current() {
        return JsonSchemas.of(Thing.class);
    }

    private static List<String> breaches(UnaryOperator<String> change) {
        String before = current().toString();
        String after = change.apply(before);
        try {
            return SchemaCompatibility.breaches(current(), JSON.readTree(after));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode withoutLeaf(ObjectNode schema) {
        schema.withObject("/$defs").remove(LEAF);
        schema.withArray("/$defs/SchemaCompatibilityTest.Thing/oneOf").remove(0);
        return schema;
    }
}
