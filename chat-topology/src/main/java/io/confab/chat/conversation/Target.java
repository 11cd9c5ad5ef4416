package io.confab.chat.conversation;

import java.util.Objects;
import java.util.Optional;

/**
 * The message that a command is to change, as it is now.
 *
 * @param message empty where it is not kept any more, or never was
 * @param reaction with the emoji that the command names
 * @param emoji how many different ones it has
 */
record Target(Optional<Message> message, Reaction reaction, int emoji) {

    /** Of a command that is to change no message. */
    static final Target NONE = new Target(Optional.empty(), Reaction.NONE, 0);

    Target {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(reaction, "reaction");
    }
}
