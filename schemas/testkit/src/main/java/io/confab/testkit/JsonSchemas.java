package io.confab.testkit;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.schemas.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Says in JSON Schema (2020-12) what {@link Json} writes for a type: records, sealed families with their {@code type}, ids.
 * It asks Jackson itself what it would write, so the two can't differ. A type that it doesn't know is refused with {@link
 * IllegalArgumentException}: how that is written is to be decided, not guessed.
 */
public final class JsonSchemas {
    private static final ObjectMapper MAPPER = Json.mapper();
    private static final Map<Class<?>, ObjectNode> SCALARS = Map.ofEntries(
            Map.entry(String.class, type("string")),
            Map.entry(UUID.class, type("string").put("format", "uuid")),
            Map.entry(Instant.class, type("string").put("format", "date-time")),
            Map.entry(boolean.class, type("boolean")),
            Map.entry(Boolean.class, type("boolean")),
            Map.entry(int.class, type("integer")),
            Map.entry(Integer.class, type("integer")),
            Map.entry(long.class, type("integer")),
            Map.entry(Long.class, type("integer")),
            Map.entry(double.class, type("number")),
            Map.entry(Double.class, type("number")));

    /** By name: what a schema refers to, sorted so that a change shows where it is. */
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private final Map<String, Class<?>> defined = new TreeMap<>();

    private JsonSchemas() {}

    /** The schema of {@code type} with everything that it refers to. */
    public static ObjectNode of(Class<?> type) {
        var schemas = new JsonSchemas();
        var root = object().put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.setAll(schemas.schema(MAPPER.constructType(type)));
        if (!schemas.definitions.isEmpty()) {
            root.putObject("$defs").setAll(schemas.definitions);
        }
        return root;
    }

    private ObjectNode schema(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (SCALARS.containsKey(raw)) {
            return SCALARS.get(raw).deepCopy();
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return object();
        }
        if (type.isReferenceType()) {
            return schema(type.getReferencedType());
        }
        if (type.isCollectionLikeType()) {
            var array = type("array");
            array.set("items", schema(type.getContentType()));
            return array;
        }
        if (type.isMapLikeType()) {
            var map = type("object");
            map.set("additionalProperties", schema(type.getContentType()));
            return map;
        }
        if (type.isEnumType()) {
            return enumeration(raw);
        }
        var bean = MAPPER.getSerializationConfig().introspect(type);
        var standsForAll = bean.findJsonValueAccessor();
        if (standsForAll != null) {
            return schema(standsForAll.getType());
        }
        if (raw.isRecord() || raw.isSealed()) {
            return reference(raw, bean);
        }
        throw new IllegalArgumentException("how " + type + " is written is not decided");
    }

    private static ObjectNode enumeration(Class<?> type) {
        var schema = type("string");
        var values = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants()).forEach(constant -> values.add(MAPPER.<JsonNode>valueToTree(constant)));
        return schema;
    }

    private ObjectNode reference(Class<?> type, BeanDescription bean) {
        String name =
                type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        var before = defined.putIfAbsent(name, type);
        if (before == null) {
            definitions.put(name, type.isRecord() ? properties(bean) : family(bean.getClassInfo()));
        } else if (before != type) {
            throw new IllegalArgumentException("two types are called " + name + ": " + before + ", " + type);
        }
        return object().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode properties(BeanDescription bean) {
        var schema = type("object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        typeName(bean).ifPresent(name -> {
            properties.putObject("type").put("const", name);
            required.add("type");
        });
        for (BeanPropertyDefinition property : bean.findProperties()) {
            properties.set(property.getName(), schema(property.getPrimaryType()));
            if (!property.getPrimaryType().isReferenceType()) {
                required.add(property.getName());
            }
        }
        return schema;
    }

    private ObjectNode family(AnnotatedClass type) {
        var schema = object();
        var kinds = schema.putArray("oneOf");
        subtypes(type).stream()
                .filter(NamedType::hasName)
                .sorted(Comparator.comparing(NamedType::getName))
                .forEach(subtype -> kinds.add(schema(MAPPER.constructType(subtype.getType()))));
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException(type + " names no subtypes");
        }
        return schema;
    }

    /** What its family calls a record. */
    private static Optional<String> typeName(BeanDescription bean) {
        return Arrays.stream(bean.getBeanClass().getInterfaces())
                .flatMap(family -> subtypes(annotated(family)).stream())
                .filter(subtype -> subtype.getType() == bean.getBeanClass() && subtype.hasName())
                .map(NamedType::getName)
                .findFirst();
    }

    private static Collection<NamedType> subtypes(AnnotatedClass type) {
        return MAPPER.getSubtypeResolver().collectAndResolveSubtypesByClass(MAPPER.getSerializationConfig(), type);
    }

    private static AnnotatedClass annotated(Class<?> type) {
        return MAPPER.getSerializationConfig()
                .introspect(MAPPER.constructType(type))
                .getClassInfo();
    }

    private static ObjectNode type(String name) {
        return object().put("type", name);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
