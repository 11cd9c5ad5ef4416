package io.confab.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads request bodies: JSON in UTF-8, 64 KiB at most. */
public final class Bodies {
    /** Bytes of a body that is read. */
    public static final int LIMIT = 64 * 1024;

    /** Bytes that are read and dropped, so that the client has sent all and looks at its answer. */
    static final int DROP_LIMIT = 4 * 1024 * 1024;

    static final JsonMapper JSON = StrictJson.MAPPER;

    private Bodies() {}

    /**
     * The body as a {@code type}. Throws {@link Problem}: 413, 415, 400 if it isn't JSON, 422 if it is other JSON than
     * {@code type} asks for, with a pointer to the place.
     */
    public static <T> T read(Context ctx, Class<T> type) {
        mustBeJson(ctx);
        String text = decode(bytes(ctx));
        try {
            T body = JSON.readValue(text, type);
            if (body == null) {
                throw Problem.of(Code.VALIDATION_FAILED).at("", "must be an object");
            }
            return body;
        } catch (JsonMappingException e) {
            throw problem(e);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Problem.of(Code.INVALID_JSON)
                    .detail(
                            at == null
                                    ? "The body is not JSON."
                                    : "The body is not JSON, at line " + at.getLineNr() + ", column " + at.getColumnNr()
                                            + ".");
        }
    }

    /** Reads what is left of the body, up to {@link #DROP_LIMIT}, and forgets it. */
    static void drop(Context ctx) {
        try {
            InputStream in = ctx.req().getInputStream();
            var buffer = new byte[8 * 1024];
            for (long dropped = 0; dropped < DROP_LIMIT; ) {
                int read = in.read(buffer);
                if (read < 0) {
                    return;
                }
                dropped += read;
            }
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    static Problem tooLarge() {
        return Problem.of(Code.BODY_TOO_LARGE).detail("A body may have " + LIMIT + " bytes at most.");
    }

    private static void mustBeJson(Context ctx) {
        String type = ctx.req().getContentType();
        if (type == null || !isJson(type)) {
            throw Problem.of(Code.UNSUPPORTED_MEDIA_TYPE).detail("The body must be application/json in UTF-8.");
        }
        String encoding = ctx.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(Code.UNSUPPORTED_MEDIA_TYPE).detail("The body must not be compressed.");
        }
    }

    private static boolean isJson(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Context ctx) {
        try {
            byte[] bytes = ctx.req().getInputStream().readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(Code.INVALID_UTF8).detail("The body is not UTF-8.");
        }
    }

    private static Problem problem(JsonMappingException e) {
        String pointer = pointer(e);
        if (e instanceof ValueInstantiationException) {
            if (e.getCause() instanceof Problem problem) {
                return problem;
            }
            if (e.getCause() instanceof IllegalArgumentException cause) {
                return Problem.of(Code.VALIDATION_FAILED).at(pointer, cause.getMessage());
            }
        }
        if (e.getCause() instanceof InputCoercionException) {
            return Problem.of(Code.VALIDATION_FAILED).at(pointer, "must be " + expected(Number.class));
        }
        if (e instanceof InvalidFormatException format && format.getTargetType() == String.class) {
            return Problem.of(Code.VALIDATION_FAILED).at(pointer, "must have no NUL and no half of a surrogate pair");
        }
        if (e instanceof MismatchedInputException mismatch && !isAtEnd(e)) {
            return Problem.of(Code.VALIDATION_FAILED).at(pointer, "must be " + expected(mismatch.getTargetType()));
        }
        return Problem.of(Code.INVALID_JSON).detail("The body is not JSON.");
    }

    /** An empty body and a trailing token are reported as mismatches too, but the text isn't one JSON value then. */
    private static boolean isAtEnd(JsonMappingException e) {
        String message = e.getOriginalMessage();
        return message.startsWith("No content") || message.startsWith("Trailing token");
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type == String.class || Enum.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number in range";
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return "an object";
    }

    private static String pointer(JsonMappingException e) {
        var pointer = new StringBuilder();
        for (var reference : e.getPath()) {
            pointer.append('/');
            if (reference.getFieldName() != null) {
                pointer.append(reference.getFieldName().replace("~", "~0").replace("/", "~1"));
            } else {
                pointer.append(reference.getIndex());
            }
        }
        return pointer.toString();
    }
}
