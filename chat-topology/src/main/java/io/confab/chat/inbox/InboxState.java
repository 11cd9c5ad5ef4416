package io.confab.chat.inbox;

import java.util.Objects;
import java.util.Optional;

/**
 * All that bears on one command, as the commands before it left it.
 *
 * @param block of the other user whom the command is about, if there is such a user
 * @param unread messages in all conversations, for a socket that opens; else 0
 */
record InboxState(Inbox inbox, Sessions sessions, Optional<Block> block, long unread) {
    InboxState {
        Objects.requireNonNull(inbox, "inbox");
        Objects.requireNonNull(sessions, "sessions");
        Objects.requireNonNull(block, "block");
    }
}
