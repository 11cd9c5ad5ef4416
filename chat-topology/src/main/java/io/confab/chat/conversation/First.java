package io.confab.chat.conversation;

import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.Seq;
import java.util.Objects;
import java.util.Optional;

/**
 * The first command that a client gave under a name, if it was accepted.
 *
 * @param seq of the message, if it is one
 */
record First(CommandId commandId, Optional<Seq> seq) {
    First {
        Objects.requireNonNull(commandId, "commandId");
        Objects.requireNonNull(seq, "seq");
    }
}
