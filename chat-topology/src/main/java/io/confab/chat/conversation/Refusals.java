package io.confab.chat.conversation;

import static io.confab.schemas.event.RejectionCode.NOT_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_CONVERSATION;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_USER;

import io.confab.chat.conversation.Decision.Rejected;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Optional;

/** How the deciders say no. */
final class Refusals {
    private Refusals() {}

    static Rejected rejected(UserId by, CommandId commandId, RejectionCode code, String detail, Instant at) {
        return new Rejected(by, new CommandRejected(at, Optional.of(commandId), code, detail));
    }

    /** For who would say something to nobody. */
    static Rejected closed(UserId user, CommandId commandId, Instant at) {
        return rejected(user, commandId, UNKNOWN_USER, "the other has no account any more", at);
    }

    /** For who is no member. To someone who never was one a conversation does not exist. */
    static Rejected notThere(ConversationState state, UserId user, CommandId commandId, Instant at) {
        if (!state.had(user)) {
            return rejected(user, commandId, UNKNOWN_CONVERSATION, "there is no such conversation", at);
        }
        boolean direct = state.conversation().orElseThrow().kind() == Kind.DIRECT;
        String detail = direct ? "the conversation has ended" : "you have left the conversation";
        return rejected(user, commandId, NOT_A_MEMBER, detail, at);
    }
}
