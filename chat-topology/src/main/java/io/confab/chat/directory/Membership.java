package io.confab.chat.directory;

import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.util.List;
import java.util.Objects;

/**
 * That a user came into a conversation, or left it.
 *
 * @param isIn whether it is so since
 */
record Membership(UserId userId, ConversationId conversationId, boolean isIn) {

    Membership {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(conversationId, "conversationId");
    }

    /**
     * What a fact says of who is where. Of a direct conversation that one leaves, it says nothing of the other, who may be told
     * of it later without need.
     */
    static List<Membership> of(ChatEvent fact) {
        var conversation = fact.conversationId();
        if (fact instanceof ConversationCreated created) {
            return created.members().stream()
                    .map(member -> new Membership(member.userId(), conversation, true))
                    .toList();
        }
        if (fact instanceof MemberAdded added) {
            return List.of(new Membership(added.userId(), conversation, true));
        }
        if (fact instanceof MemberRemoved removed) {
            return List.of(new Membership(removed.userId(), conversation, false));
        }
        return List.of();
    }
}
