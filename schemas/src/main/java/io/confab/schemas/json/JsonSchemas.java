package io.confab.schemas.json;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Says in JSON Schema (2020-12) what {@link Json}, or another mapper, writes for a type: records, sealed families with their
 * {@code type}, ids. It asks Jackson itself what it would write, so the two can't differ. A type that it doesn't know is
 * refused with {@link IllegalArgumentException}: how that is written is to be decided, not guessed. Not thread-safe.
 */
public final class JsonSchemas {
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

    private final ObjectMapper mapper;
    private final String place;
    private final Function<Class<?>, String> naming;

    /** By name: what a schema refers to, sorted so that a change shows where it is. */
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private final Map<String, Class<?>> defined = new TreeMap<>();

    private JsonSchemas(ObjectMapper mapper, String place, Function<Class<?>, String> naming) {
        this.mapper = mapper;
        this.place = place;
        this.naming = naming;
    }

    /** The schema of {@code type}, as {@link Json} writes it, with everything that it refers to. */
    public static ObjectNode of(Class<?> type) {
        var schemas = new JsonSchemas(Json.mapper(), "#/$defs/", JsonSchemas::nameInPackage);
        var root = object().put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.setAll(schemas.schema(type));
        if (!schemas.definitions.isEmpty()) {
            root.putObject("$defs").setAll(schemas.definitions);
        }
        return root;
    }

    /**
     * For a document that has the schemas of many types in one place, under their simple names.
     *
     * @param mapper writes what the document is about
     * @param place of the {@link #definitions}, as references say it: {@code #/components/schemas/}
     */
    public static JsonSchemas inDocument(ObjectMapper mapper, String place) {
        return new JsonSchemas(mapper, place, Class::getSimpleName);
    }

    /** The schema of {@code type}; what it refers to is added to {@link #definitions}. */
    public ObjectNode schema(Type type) {
        return schema(mapper.constructType(type));
    }

    /** Everything that the schemas so far refer to, by name. */
    public Map<String, ObjectNode> definitions() {
        return Collections.unmodifiableMap(definitions);
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
        var bean = mapper.getSerializationConfig().introspect(type);
        var standsForAll = bean.findJsonValueAccessor();
        if (standsForAll != null) {
            return schema(standsForAll.getType());
        }
        if (raw.isRecord() && type.hasGenericTypes()) {
            return properties(bean); // its name alone doesn't say what is in it
        }
        if (raw.isRecord() || raw.isSealed()) {
            return reference(raw, bean);
        }
        throw new IllegalArgumentException("how " + type + " is written is not decided");
    }

    private ObjectNode enumeration(Class<?> type) {
        var schema = type("string");
        var values = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants()).forEach(constant -> values.add(mapper.<JsonNode>valueToTree(constant)));
        return schema;
    }

    private ObjectNode reference(Class<?> type, BeanDescription bean) {
        String name = naming.apply(type);
        var before = defined.putIfAbsent(name, type);
        if (before == null) {
            definitions.put(name, type.isRecord() ? properties(bean) : family(bean.getClassInfo()));
        } else if (before != type) {
            throw new IllegalArgumentException("two types are called " + name + ": " + before + ", " + type);
        }
        return object().put("$ref", place + name);
    }

    private static String nameInPackage(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
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
                .forEach(subtype -> kinds.add(schema(mapper.constructType(subtype.getType()))));
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException(type + " names no subtypes");
        }
        return schema;
    }

    /** What its family calls a record. */
    private Optional<String> typeName(BeanDescription bean) {
        return Arrays.stream(bean.getBeanClass().getInterfaces())
                .flatMap(family -> subtypes(annotated(family)).stream())
                .filter(subtype -> subtype.getType() == bean.getBeanClass() && subtype.hasName())
                .map(NamedType::getName)
                .findFirst();
    }

    private Collection<NamedType> subtypes(AnnotatedClass type) {
        return mapper.getSubtypeResolver().collectAndResolveSubtypesByClass(mapper.getSerializationConfig(), type);
    }

    private AnnotatedClass annotated(Class<?> type) {
        return mapper.getSerializationConfig()
                .introspect(mapper.constructType(type))
                .getClassInfo();
    }

    private static ObjectNode type(String name) {
        return object().put("type", name);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
