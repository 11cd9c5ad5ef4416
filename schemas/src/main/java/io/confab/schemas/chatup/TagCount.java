package io.confab.schemas.chatup;

import java.util.Objects;

/** A tag, and how many wait with it. */
public record TagCount(String tag, long waiting) {

    public TagCount {
        Objects.requireNonNull(tag, "tag");
    }
}
