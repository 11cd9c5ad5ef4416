package io.confab.chat.directory;

import io.confab.schemas.directory.UserRow;
import io.confab.schemas.id.UserId;
import java.util.Optional;

/** The table {@code users}: what others may know of an account, from the verification of its address to its deletion. */
final class Users implements Table<UserId, UserRow> {

    @Override
    public UserId key(Columns key) {
        return UserId.of(key.text("user_id"));
    }

    @Override
    public UserRow row(UserId userId, Columns after, Optional<UserRow> known) {
        return new UserRow(
                userId,
                after.orKnown("username", after::text, known.map(UserRow::username)),
                after.orKnown("display_name", after::text, known.map(UserRow::displayName)),
                true,
                after.instant("created_at"));
    }
}
