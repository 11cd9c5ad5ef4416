package io.confab.chat.inbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that bears on one command, as the commands before it left it.
 *
 * @param block of the other user whom the command is about, if there is such a user
 * @param unread messages in all conversations, for a socket that opens; else 0
 * @param watchers who watches the user, where that can bear on the command
 */
record InboxState(
        Inbox inbox, Sessions sessions, Optional<Block> block, long unread, Presence presence, List<Watcher> watchers) {
    InboxState {
        Objects.requireNonNull(inbox, "inbox");
        Objects.requireNonNull(sessions, "sessions");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(presence, "presence");
        watchers = List.copyOf(watchers);
    }

    /** For a command on which it doesn't bear who watches. */
    InboxState(Inbox inbox, Sessions sessions, Optional<Block> block, long unread) {
        this(inbox, sessions, block, unread, Presence.UNKNOWN, List.of());
    }

    boolean hasBlock() {
        return block.filter(Block::active).isPresent();
    }
}
