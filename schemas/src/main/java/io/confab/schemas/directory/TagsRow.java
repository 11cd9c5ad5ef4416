package io.confab.schemas.directory;

import io.confab.schemas.id.UserId;
import java.util.List;
import java.util.Objects;

/** What a user is interested in, normalised. */
public record TagsRow(UserId userId, List<String> tags) {

    public TagsRow {
        Objects.requireNonNull(userId, "userId");
        tags = List.copyOf(tags);
    }
}
