package io.confab.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How Confab writes and reads JSON: times as RFC 3339, absent values left out, unknown properties ignored, so that a reader
 * of yesterday understands a record of today.
 */
public final class Json {

    /** Shared by all, as it is: don't configure it. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    private Json() {}

    /** A mapper of the caller's own, to configure further. */
    public static ObjectMapper mapper() {
        return MAPPER.copy();
    }

    /** The same for what clients are told: without what is {@link Internal}. */
    public static ObjectMapper clientMapper() {
        return mapper().setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean hasIgnoreMarker(AnnotatedMember member) {
                return member.hasAnnotation(Internal.class) || super.hasIgnoreMarker(member);
            }
        });
    }

    /** The JSON of {@code value}, in one line. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + value.getClass(), e);
        }
    }

    /** Reads what {@link #write} wrote; throws {@link IllegalArgumentException} for what is no such JSON. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + " in JSON", e);
        }
    }

    /** A Serde of JSON objects. An unreadable record is a {@link SerializationException}; a tombstone stays null. */
    public static <T> Serde<T> serde(Class<T> type) {
        return serde(MAPPER.constructType(type), type.getSimpleName());
    }

    /** The same for a type with parameters. */
    public static <T> Serde<T> serde(TypeReference<T> reference) {
        var type = MAPPER.constructType(reference);
        return serde(type, type.getRawClass().getSimpleName());
    }

    private static <T> Serde<T> serde(JavaType type, String name) {
        // Writing for the declared type, not the value's own, is what puts the `type` of a sealed family into the JSON.
        var writer = MAPPER.writerFor(type);
        var reader = MAPPER.readerFor(type);
        Serializer<T> serializer = (topic, value) -> {
            if (value == null) {
                return null;
            }
            try {
                return writer.writeValueAsBytes(value);
            } catch (JsonProcessingException e) {
                throw new SerializationException("can't write a " + name + " to " + topic, e);
            }
        };
        Deserializer<T> deserializer = (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                T value = reader.readValue(bytes);
                if (value == null) {
                    throw new SerializationException("null where a " + name + " is due, in " + topic);
                }
                return value;
            } catch (IOException e) {
                throw new SerializationException("no " + name + " in " + topic, e);
            }
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }

    /** A Serde of keys that are plain text: what {@code toString} writes and {@code parse} reads. */
    public static <T> Serde<T> textSerde(Class<T> type, Function<String, T> parse) {
        Serializer<T> serializer =
                (topic, key) -> key == null ? null : key.toString().getBytes(StandardCharsets.UTF_8);
        Deserializer<T> deserializer = (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return parse.apply(new String(bytes, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new SerializationException("no " + type.getSimpleName() + " as a key of " + topic, e);
            }
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
