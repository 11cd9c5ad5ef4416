package io.confab.testkit;

import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.id.UserId;
import io.confab.schemas.json.Json;
import io.confab.schemas.json.JsonSchemas;
import io.confab.schemas.topic.Topics;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JsonSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Shape.Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Shape.Group.class, name = "group"),
    })
    sealed interface Shape {
        record Circle(UserId owner, double radius, Optional<Colour> colour) implements Shape {}

        record Group(List<Shape> shapes, Map<String, Long> counts, Instant at, boolean open) implements Shape {
            public int getSize() {
                return shapes.size();
            }
        }
    }

    enum Colour {
        @JsonProperty("deep_blue")
        DEEP_BLUE,
        RED
    }

    record Odd(File file) {}

    @Test
    void a_sealed_family_is_one_of_its_records_each_with_its_type() throws IOException {
        assertThat(JsonSchemas.of(Shape.class)).isEqualTo(JSON.readTree("""
            {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "$ref": "#/$defs/JsonSchemasTest.Shape",
             "$defs": {
              "JsonSchemasTest.Shape": {"oneOf": [
                {"$ref": "#/$defs/JsonSchemasTest.Shape.Circle"}, {"$ref": "#/$defs/JsonSchemasTest.Shape.Group"}]},
              "JsonSchemasTest.Shape.Circle": {"type": "object", "properties": {
                "type": {"const": "circle"},
                "owner": {"type": "string", "format": "uuid"},
                "radius": {"type": "number"},
                "colour": {"type": "string", "enum": ["deep_blue", "RED"]}},
                "required": ["type", "owner", "radius"]},
              "JsonSchemasTest.Shape.Group": {"type": "object", "properties": {
                "type": {"const": "group"},
                "shapes": {"type": "array", "items": {"$ref": "#/$defs/JsonSchemasTest.Shape"}},
                "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
                "at": {"type": "string", "format": "date-time"},
                "open": {"type": "boolean"},
                "size": {"type": "integer"}},
                "required": ["type", "shapes", "counts", "at", "open", "size"]}}}"""));
    }

    @Test
    void a_type_that_nobody_decided_on_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonSchemas.of(Odd.class))
                .withMessageContaining("File");
    }

    @Test
    void what_is_written_has_all_that_is_required_and_nothing_that_is_unknown() {
        for (ChatCommand command : List.of(
                ChatCommands.direct(ANN, BEN),
                ChatCommands.group("Trip", ANN, BEN, CLEO),
                ANN.says("hello", BEN),
                ChatCommands.blocks(ANN, BEN))) {
            var written = written(command);
            var schema = JsonSchemas.of(ChatCommand.class)
                    .path("$defs")
                    .path("ChatCommand." + command.getClass().getSimpleName());
            assertThat(written.get("type")).isEqualTo(schema.at("/properties/type/const"));
            assertThat(names(schema.get("properties"))).containsAll(names(written));
            schema.get("required").forEach(name -> assertThat(names(written)).contains(name.asText()));
        }
    }

    private static JsonNode written(ChatCommand command) {
        try {
            return JSON.readTree(Topics.CHAT_COMMANDS.valueSerde().serializer().serialize("chat.commands", command));
        } catch (IOException e) {
            throw new AssertionError(Json.write(command), e);
        }
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
