package io.confab.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.JsonSchemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds what a change of a schema of {@link JsonSchemas} breaks: records are in logs for weeks, and old and new processes
 * read each other's. Allowed is to add an optional property, a subtype or a value of an enumeration (readers first).
 */
public final class SchemaCompatibility {
    private final JsonNode oldRoot;
    private final JsonNode newRoot;
    private final List<String> breaches = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private SchemaCompatibility(JsonNode oldRoot, JsonNode newRoot) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
    }

    /** One line for each breach, led by where it is; empty if the change is allowed. */
    public static List<String> breaches(JsonNode oldSchema, JsonNode newSchema) {
        var comparison = new SchemaCompatibility(oldSchema, newSchema);
        comparison.compare("", oldSchema, newSchema);
        return List.copyOf(comparison.breaches);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        var from = resolve(oldRoot, before);
        var to = resolve(newRoot, after);
        if (before.has("$ref")
                && !compared.add(
                        before.get("$ref").asText() + " " + after.path("$ref").asText())) {
            return;
        }
        if (from.has("oneOf") != to.has("oneOf")) {
            breach(path, "is a family of types no more, or has become one");
        } else if (from.has("oneOf")) {
            compareFamilies(path, from, to);
        } else {
            compareTypes(path, from, to);
        }
    }

    private void compareFamilies(String path, JsonNode from, JsonNode to) {
        var kinds = kinds(newRoot, to);
        kinds(oldRoot, from).forEach((name, kind) -> {
            if (kinds.containsKey(name)) {
                compare(path + "(" + name + ")", kind, kinds.get(name));
            } else {
                breach(path + "(" + name + ")", "was removed: records of this type could not be read any more");
            }
        });
    }

    private void compareTypes(String path, JsonNode from, JsonNode to) {
        for (String keyword : List.of("type", "format", "const")) {
            if (!Objects.equals(from.get(keyword), to.get(keyword))) {
                breach(path, keyword + " was " + from.path(keyword) + " and is " + to.path(keyword));
                return;
            }
        }
        compareEnumerations(path, from, to);
        for (String content : List.of("items", "additionalProperties")) {
            if (from.has(content) && to.has(content)) {
                compare(path + "[]", from.get(content), to.get(content));
            }
        }
        compareProperties(path, from, to);
    }

    private void compareEnumerations(String path, JsonNode from, JsonNode to) {
        var allowed = texts(to.path("enum"));
        if (from.has("enum") != to.has("enum")) {
            breach(path, "has become an enumeration, or is one no more");
        }
        texts(from.path("enum")).stream()
                .filter(value -> !allowed.contains(value))
                .forEach(value -> breach(path, "value '" + value + "' was removed"));
    }

    private void compareProperties(String path, JsonNode from, JsonNode to) {
        var wasRequired = texts(from.path("required"));
        var isRequired = texts(to.path("required"));
        from.path("properties").fieldNames().forEachRemaining(name -> {
            var after = to.path("properties").get(name);
            if (after == null) {
                breach(path + "." + name, "was removed or renamed");
            } else {
                compare(path + "." + name, from.path("properties").get(name), after);
                if (wasRequired.contains(name) != isRequired.contains(name)) {
                    breach(
                            path + "." + name,
                            isRequired.contains(name)
                                    ? "has become required: records without it are in the logs"
                                    : "has become optional: processes of yesterday need it");
                }
            }
        });
        isRequired.stream()
                .filter(name -> !from.path("properties").has(name))
                .forEach(name -> breach(path + "." + name, "is new and required: records without it are in the logs"));
    }

    private void breach(String path, String what) {
        breaches.add((path.isEmpty() ? "(root)" : path) + " " + what);
    }

    private static Map<String, JsonNode> kinds(JsonNode root, JsonNode family) {
        var kinds = new LinkedHashMap<String, JsonNode>();
        for (var kind : family.get("oneOf")) {
            kinds.put(resolve(root, kind).at("/properties/type/const").asText(), kind);
        }
        return kinds;
    }

    private static JsonNode resolve(JsonNode root, JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        String name = schema.get("$ref").asText().substring("#/$defs/".length());
        return Objects.requireNonNull(root.path("$defs").get(name), name);
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
