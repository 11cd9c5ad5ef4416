package io.confab.chat.conversation;

import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a conversation is, apart from what is said in it.
 *
 * @param createdWith the command that made it
 * @param members who is in it now, the creator first
 * @param former who was in it and left, for whom it stays known
 */
record Conversation(
        ConversationId conversationId,
        Kind kind,
        Optional<String> title,
        History history,
        UserId createdBy,
        Instant createdAt,
        Optional<CommandId> createdWith,
        List<Member> members,
        List<UserId> former) {

    Conversation {
        Objects.requireNonNull(conversationId, "conversationId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(createdBy, "createdBy");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(createdWith, "createdWith");
        members = List.copyOf(members);
        former = List.copyOf(former);
    }

    static Conversation from(ConversationCreated event) {
        return new Conversation(
                event.conversationId(),
                event.kind(),
                event.title(),
                event.history(),
                event.createdBy(),
                event.at(),
                event.commandId(),
                event.members(),
                List.of());
    }

    /** As it is now, for who created it once more with {@code commandId}. */
    ConversationCreated shown(CommandId commandId, Instant at) {
        return new ConversationCreated(
                at, Optional.of(commandId), conversationId, kind, title, history, createdBy, members);
    }

    boolean has(UserId user) {
        return members.stream().anyMatch(member -> member.userId().equals(user));
    }

    boolean had(UserId user) {
        return former.contains(user);
    }

    boolean wasCreatedWith(CommandId command) {
        return createdWith.filter(command::equals).isPresent();
    }

    List<UserId> memberIds() {
        return members.stream().map(Member::userId).toList();
    }
}
