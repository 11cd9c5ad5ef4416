package io.confab.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.schemas.json.JsonSchemas;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Says in JSON Schema what the bodies of requests may be, by the annotations of their records. */
final class BodySchemas {
    private final JsonSchemas others;
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    /** @param others says what is not annotated */
    BodySchemas(JsonSchemas others) {
        this.others = others;
    }

    /** Refers to the schema of {@code body}. Throws {@link IllegalArgumentException} if another type is called the same. */
    ObjectNode reference(Class<?> body) {
        String name = body.getSimpleName();
        var schema = schema(body);
        var before = definitions.putIfAbsent(name, schema);
        if (before != null && !before.equals(schema)) {
            throw new IllegalArgumentException("two bodies are called " + name);
        }
        return object().put("$ref", "#/components/schemas/" + name);
    }

    Map<String, ObjectNode> definitions() {
        return Collections.unmodifiableMap(definitions);
    }

    private ObjectNode schema(Class<?> body) {
        var schema = type("object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var component : body.getRecordComponents()) {
            properties.set(component.getName(), property(component));
            if (component.isAnnotationPresent(Required.class)) {
                required.add(component.getName());
            }
        }
        if (required.isEmpty()) {
            schema.remove("required");
        }
        return schema;
    }

    private ObjectNode property(RecordComponent component) {
        var items = annotation(Items.class, component);
        if (component.isAnnotationPresent(Nullable.class)) {
            var schema = value(component);
            String type = schema.get("type").textValue();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        boolean list = Collection.class.isAssignableFrom(component.getType());
        if (!list) {
            return value(component);
        }
        var array = type("array");
        array.set("items", value(component));
        if (items != null) {
            array.put("maxItems", items.most());
        }
        return array;
    }

    private ObjectNode value(RecordComponent component) {
        var text = annotation(Text.class, component);
        if (text != null) {
            return text(text);
        }
        var as = component.getAnnotation(As.class);
        var schema = others.schema(as == null ? component.getGenericType() : as.value());
        var least = component.getAnnotation(Least.class);
        return least == null ? schema : schema.put("minimum", least.value());
    }

    private static ObjectNode text(Text text) {
        var schema = type("string");
        if (text.least() > 0) {
            schema.put("minLength", text.least());
        }
        if (text.most() < Integer.MAX_VALUE) {
            schema.put("maxLength", text.most());
        }
        if (!text.pattern().isEmpty()) {
            schema.put("pattern", "^(?:" + text.pattern() + ")$");
        }
        if (!text.format().isEmpty()) {
            schema.put("format", text.format());
        }
        return schema;
    }

    /** The component's own, or that of the type that it is read into. */
    private static <A extends Annotation> A annotation(Class<A> kind, RecordComponent component) {
        var own = component.getAnnotation(kind);
        var as = component.getAnnotation(As.class);
        return own == null && as != null ? as.value().getAnnotation(kind) : own;
    }

    private static ObjectNode type(String name) {
        return object().put("type", name);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
