package io.confab.chat.directory;

import io.confab.schemas.directory.TagsRow;
import io.confab.schemas.id.UserId;
import java.util.Optional;

/** The table {@code user_tags}: what a user is interested in. */
final class Tags implements Table<UserId, TagsRow> {

    @Override
    public UserId key(Columns key) {
        return UserId.of(key.text("user_id"));
    }

    @Override
    public TagsRow row(UserId userId, Columns after, Optional<TagsRow> known) {
        return new TagsRow(userId, after.orKnown("tags", after::texts, known.map(TagsRow::tags)));
    }
}
