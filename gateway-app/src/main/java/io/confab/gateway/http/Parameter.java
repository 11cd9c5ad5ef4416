package io.confab.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something that a route asks for in its path or its query, as documents describe it. */
public final class Parameter {
    private final String place;
    private final String name;
    private final String means;
    private final boolean required;
    private final ObjectNode schema;

    private Parameter(String place, String name, String means, boolean required, ObjectNode schema) {
        this.place = place;
        this.name = name;
        this.means = means;
        this.required = required;
        this.schema = schema;
    }

    /** A part of the path, which is any text. */
    public static Parameter path(String name, String means) {
        return new Parameter("path", name, means, true, type("string"));
    }

    /** A part of the path that is a whole number from 1 on. */
    public static Parameter number(String name, String means) {
        return new Parameter("path", name, means, true, type("integer").put("minimum", 1));
    }

    /** A part of the path that is an id. */
    static Parameter id(String name) {
        return new Parameter("path", name, "an id", true, type("string").put("format", "uuid"));
    }

    /** A text that the query must have. */
    public static Parameter query(String name, String means, int least, int most) {
        return new Parameter(
                "query",
                name,
                means,
                true,
                type("string").put("minLength", least).put("maxLength", most));
    }

    /** An id that the query may have. */
    public static Parameter id(String name, String means) {
        return new Parameter("query", name, means, false, type("string").put("format", "uuid"));
    }

    /** A whole number that the query may have. */
    public static Parameter number(String name, String means, long least) {
        return new Parameter("query", name, means, false, type("integer").put("minimum", least));
    }

    /** A text of a form that the query may have. */
    public static Parameter text(String name, String means, String pattern) {
        return new Parameter("query", name, means, false, type("string").put("pattern", "^(?:" + pattern + ")$"));
    }

    /** A text that the query may have. */
    static Parameter optional(String name, String means) {
        return new Parameter("query", name, means, false, type("string"));
    }

    /** A whole number that the query may have, and what it is otherwise. */
    public static Parameter number(String name, String means, long least, long most, long byDefault) {
        return new Parameter(
                "query",
                name,
                means,
                false,
                type("integer").put("minimum", least).put("maximum", most).put("default", byDefault));
    }

    String name() {
        return name;
    }

    boolean isPartOfThePath() {
        return place.equals("path");
    }

    ObjectNode toJson() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("in", place)
                .put("description", means)
                .put("required", required);
        json.set("schema", schema.deepCopy());
        return json;
    }

    private static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }
}
