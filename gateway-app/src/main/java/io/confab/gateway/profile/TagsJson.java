package io.confab.gateway.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Tags as they are in a JSONB column. */
public final class TagsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TagsJson() {}

    /** A list of texts. */
    public static String write(Tags tags) {
        try {
            return JSON.writeValueAsString(tags.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("tags are texts", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Tags read(String json) {
        try {
            return new Tags(JSON.readValue(json, new TypeReference<List<String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row's tags can't be read", e);
        }
    }
}
