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
 * @param seeking whether the user waits for a stranger, where that can bear on the command
 */
record InboxState(
        Inbox inbox,
        Sessions sessions,
        Optional<Block> block,
        long unread,
        Presence presence,
        List<Watcher> watchers,
        Optional<Seeking> seeking) {
    InboxState {
        Objects.requireNonNull(inbox, "inbox");
        Objects.requireNonNull(sessions, "sessions");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(presence, "presence");
        watchers = List.copyOf(watchers);
        Objects.requireNonNull(seeking, "seeking");
    }

    /** For a command on which it doesn't bear who watches or seeks. */
    InboxState(Inbox inbox, Sessions sessions, Optional<Block> block, long unread) {
        this(inbox, sessions, block, unread, Presence.UNKNOWN, List.of(), Optional.empty());
    }

    /** The same of somebody who may wait for a stranger. */
    InboxState with(Optional<Seeking> known) {
        return new InboxState(inbox, sessions, block, unread, presence, watchers, known);
    }

    boolean hasBlock() {
        return block.filter(Block::active).isPresent();
    }
}
