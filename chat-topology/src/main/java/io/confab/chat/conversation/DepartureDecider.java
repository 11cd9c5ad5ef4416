package io.confab.chat.conversation;

import io.confab.chat.conversation.Decision.Closed;
import io.confab.chat.conversation.Decision.Departed;
import io.confab.chat.conversation.Decision.Unchanged;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what the end of an account means, as {@link Decider} does all else. A group goes on without its member: where that was its
 * last owner, another owns it first, so that a group that has members has an owner at any time. A direct conversation stays for the
 * other to read. Said again it changes nothing.
 */
final class DepartureDecider {
    private DepartureDecider() {}

    static Decision decide(ConversationState state, LeaveForGood command, Instant at) {
        var user = command.userId();
        if (!state.has(user)) {
            return new Unchanged();
        }
        var conversation = state.conversation().orElseThrow();
        if (conversation.kind() == Kind.DIRECT) {
            return conversation.isClosed() ? new Unchanged() : new Closed(conversation.closedBy(user));
        }
        return new Departed(facts(state, conversation, command, at), conversation.without(user));
    }

    private static List<ChatEvent> facts(
            ConversationState state, Conversation group, LeaveForGood command, Instant at) {
        var user = command.userId();
        var facts = new ArrayList<ChatEvent>();
        long version = group.nextVersion();
        var heir = group.isLastOwner(user) ? group.heirOf(user) : Optional.<UserId>empty();
        if (heir.isPresent()) {
            facts.add(new MemberChanged(
                    at, Optional.empty(), group.conversationId(), version++, heir.get(), Role.OWNER, user));
        }
        facts.add(
                new MemberRemoved(at, Optional.empty(), group.conversationId(), version, user, user, state.lastSeq()));
        return facts;
    }
}
