package io.confab.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Where two JSON values are not the same, one line a place. */
final class Differences {
    private final List<String> lines = new ArrayList<>();

    private Differences() {}

    static List<String> between(JsonNode applied, JsonNode fetched) {
        var differences = new Differences();
        differences.compare("", applied, fetched);
        return differences.lines;
    }

    /** A copy without the properties of these names, wherever they are. */
    static JsonNode without(JsonNode value, Collection<String> names) {
        var copy = value.deepCopy();
        remove(copy, names);
        return copy;
    }

    private static void remove(JsonNode value, Collection<String> names) {
        if (value instanceof ObjectNode object) {
            object.remove(names);
        }
        value.forEach(inner -> remove(inner, names));
    }

    private void compare(String place, JsonNode applied, JsonNode fetched) {
        if (applied.isObject() && fetched.isObject()) {
            var names = new TreeSet<String>();
            applied.fieldNames().forEachRemaining(names::add);
            fetched.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(place + "/" + name, applied.path(name), fetched.path(name)));
        } else if (applied.isArray() && fetched.isArray()) {
            for (int i = 0; i < Math.max(applied.size(), fetched.size()); i++) {
                compare(place + "/" + i, applied.path(i), fetched.path(i));
            }
        } else if (!applied.equals(fetched)) {
            lines.add(place + ": by events " + text(applied) + ", by a fetch " + text(fetched));
        }
    }

    private static String text(JsonNode value) {
        return value instanceof MissingNode ? "nothing" : value.toString();
    }
}
