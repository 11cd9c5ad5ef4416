package io.confab.chat.property;

import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.util.Optional;

/**
 * What the model of a conversation has for one user.
 *
 * @param commandId if it is this user's own command that it answers
 * @param doer whom the user must not block, if the user is to see it
 * @param passing whether it is of the moment and has no place in the inbox
 * @param mark what it means to what is unread
 */
record Telling(
        UserId to, String words, Optional<CommandId> commandId, Optional<UserId> doer, boolean passing, Mark mark) {

    /** What a telling does to the number of unread messages of a place. */
    record Mark(Effect effect, ConversationId place, long seq, Optional<UserId> sender) {}

    enum Effect {
        NOTHING,
        A_MESSAGE_MORE,
        THIS_MESSAGE_LESS,
        READ_UP_TO,
        ALL_GONE
    }
}
