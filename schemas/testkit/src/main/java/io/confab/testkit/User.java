package io.confab.testkit;

import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;

/** Someone in a test, with an id that is the same in every run. */
public record User(UserId id, String username, String displayName) {
    public static final User ANN = user("0190a000-0000-7000-8000-00000000000a", "ann", "Ann");
    public static final User BEN = user("0190a000-0000-7000-8000-00000000000b", "ben", "Ben");
    public static final User CLEO = user("0190a000-0000-7000-8000-00000000000c", "cleo", "Cleo");

    private static User user(String id, String username, String displayName) {
        return new User(UserId.of(id), username, displayName);
    }

    /** One of as many as a test wants. */
    public static User number(int n) {
        return new User(new UserId(Uuids.derived("user", Integer.toString(n))), "user" + n, "User " + n);
    }

    public Profile profile() {
        return new Profile(id, username, displayName);
    }

    /** The login of this user's only device. */
    public SessionId session() {
        return new SessionId(Uuids.derived("session", id.toString()));
    }

    /** A verified account since {@link Driver#START}. */
    public UserRow row() {
        return new UserRow(id, username, displayName, true, Driver.START);
    }

    /** Says {@code text} in the direct conversation with {@code other}; the same words are the same message. */
    public SendMessage says(String text, User other) {
        return says(text, ConversationId.direct(id, other.id));
    }

    /** Says {@code text}; the same words in the same conversation are the same message. */
    public SendMessage says(String text, ConversationId conversation) {
        return ChatCommands.message(this, conversation, text, text);
    }

    @Override
    public String toString() {
        return displayName;
    }
}
