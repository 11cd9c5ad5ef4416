package io.confab.chat.conversation;

import static io.confab.chat.conversation.Refusals.notThere;

import io.confab.chat.conversation.Decision.Accepted;
import io.confab.chat.conversation.Decision.Hinted;
import io.confab.chat.conversation.Decision.Unchanged;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.event.ChatEvent.ConversationDelivered;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.EphemeralEvent.Delivered;
import io.confab.schemas.id.Seq;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides how far members have received and read, as {@link Decider} does all else: maxima, which only rise and never past the
 * end. In a large conversation the others are not told: that would be as many receipts for each message as it has members, each
 * told to all of them.
 */
final class MarkDecider {
    private final int receiptsMaxMembers;

    MarkDecider(int receiptsMaxMembers) {
        this.receiptsMaxMembers = receiptsMaxMembers;
    }

    Decision read(ConversationState state, MarkRead command, Instant at) {
        var reader = command.readerId();
        if (!state.has(reader)) {
            return notThere(state, reader, command.commandId(), at);
        }
        var risen = risen(state, command.seq());
        if (risen.isEmpty()) {
            return new Unchanged();
        }
        var conversation = state.conversation().orElseThrow();
        boolean shown = command.shown().orElse(true) && tells(conversation);
        var fact = new ConversationRead(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                reader,
                risen.get(),
                shown ? Optional.empty() : Optional.of(false));
        return new Accepted(fact, reader, shown ? conversation.memberIds() : List.of(reader), Optional.empty());
    }

    /** Nobody waits for an answer, so what does not hold is let go. */
    Decision delivered(ConversationState state, MarkDelivered command, Instant at) {
        var receiver = command.userId();
        var risen = risen(state, command.seq());
        boolean blocked = state.isDirect() && state.blocks().anyActive();
        if (!state.has(receiver) || risen.isEmpty() || blocked) {
            return new Unchanged();
        }
        var conversation = state.conversation().orElseThrow();
        if (!tells(conversation)) {
            return new Unchanged();
        }
        var fact = new ConversationDelivered(at, command.conversationId(), receiver, risen.get());
        var hint = new Delivered(command.conversationId(), receiver, risen.get());
        return new Hinted(hint, conversation.without(receiver), Optional.of(fact));
    }

    private boolean tells(Conversation conversation) {
        return conversation.members().size() <= receiptsMaxMembers;
    }

    /** Where the mark is to be, if that is further than where it is. */
    private static Optional<Seq> risen(ConversationState state, Seq asked) {
        return state.lastSeq()
                .map(end -> asked.compareTo(end) > 0 ? end : asked)
                .filter(seq ->
                        state.mark().filter(mark -> mark.compareTo(seq) >= 0).isEmpty());
    }
}
