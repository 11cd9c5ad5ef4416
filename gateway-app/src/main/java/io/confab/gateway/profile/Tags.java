package io.confab.gateway.profile;

import com.fasterxml.jackson.annotation.JsonValue;
import io.confab.gateway.http.Items;
import io.confab.gateway.http.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** What a user is interested in: at most 20 words of 1 to 32 characters, trimmed, in lower case, each once, in order. */
@Items(most = Tags.MOST)
@Text(least = 1, most = Tags.LONGEST)
public record Tags(@JsonValue List<String> values) {
    static final int MOST = 20;
    static final int LONGEST = 32;

    public static final Tags NONE = new Tags(List.of());

    /** Takes what is normal already, such as a stored row. */
    public Tags {
        values = List.copyOf(values);
    }

    /** Makes them normal. Throws {@link IllegalArgumentException} with what is wrong. */
    public static Tags of(List<String> raw) {
        var tags = new LinkedHashSet<String>();
        for (int i = 0; i < raw.size(); i++) {
            tags.add(normal(raw.get(i), i));
        }
        if (tags.size() > MOST) {
            throw new IllegalArgumentException("must be " + MOST + " different tags at most");
        }
        return new Tags(List.copyOf(tags));
    }

    private static String normal(String raw, int index) {
        String tag = raw == null ? "" : raw.strip().toLowerCase(Locale.ROOT).strip();
        int length = tag.codePointCount(0, tag.length());
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("tag " + index + " must have 1 to " + LONGEST + " characters");
        }
        if (tag.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("tag " + index + " must have no control characters");
        }
        return tag;
    }
}
