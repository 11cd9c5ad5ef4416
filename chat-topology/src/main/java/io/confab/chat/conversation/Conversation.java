package io.confab.chat.conversation;

import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a conversation is, apart from what is said in it.
 *
 * @param createdWith the command that made it
 * @param members who is in it now, in the order of joining; nobody, if it has ended
 * @param former who was in it and left, for whom it stays known
 * @param version of the last change of all that is here, if there was one
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
        List<UserId> former,
        Optional<Long> version) {

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
        Objects.requireNonNull(version, "version");
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
                List.of(),
                event.version());
    }

    /** As it is now, for who created it once more with {@code commandId}. */
    ConversationCreated shown(CommandId commandId, Instant at) {
        return shown(Optional.of(commandId), at);
    }

    /** As it is now, for who is new in it. */
    ConversationCreated shown(Instant at) {
        return shown(Optional.empty(), at);
    }

    private ConversationCreated shown(Optional<CommandId> commandId, Instant at) {
        return new ConversationCreated(
                at, commandId, conversationId, kind, title, history, createdBy, members, version);
    }

    Conversation after(ConversationChanged event) {
        return changed(Optional.of(event.title()), members, former, event.version());
    }

    Conversation after(MemberAdded event) {
        var added = new Member(event.userId(), event.username(), event.displayName(), event.role());
        var others =
                former.stream().filter(user -> !user.equals(event.userId())).toList();
        return changed(title, plus(members, added), others, event.version());
    }

    /** A direct conversation is left by both at once. */
    Conversation after(MemberRemoved event) {
        if (kind == Kind.DIRECT) {
            return changed(title, List.of(), memberIds(), event.version());
        }
        var others = members.stream()
                .filter(member -> !member.userId().equals(event.userId()))
                .toList();
        return changed(title, others, plus(former, event.userId()), event.version());
    }

    Conversation after(MemberChanged event) {
        var now = members.stream()
                .map(member -> member.userId().equals(event.userId()) ? withRole(member, event.role()) : member)
                .toList();
        return changed(title, now, former, event.version());
    }

    private Conversation changed(Optional<String> nowTitle, List<Member> now, List<UserId> nowFormer, long nowVersion) {
        return new Conversation(
                conversationId,
                kind,
                nowTitle,
                history,
                createdBy,
                createdAt,
                createdWith,
                now,
                nowFormer,
                Optional.of(nowVersion));
    }

    private static Member withRole(Member member, Role role) {
        return new Member(member.userId(), member.username(), member.displayName(), role);
    }

    private static <T> List<T> plus(List<T> some, T one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }

    long nextVersion() {
        return version.orElse(0L) + 1;
    }

    boolean hasEnded() {
        return members.isEmpty();
    }

    Optional<Role> roleOf(UserId user) {
        return members.stream()
                .filter(member -> member.userId().equals(user))
                .map(Member::role)
                .findFirst();
    }

    boolean isLastOwner(UserId user) {
        var owners =
                members.stream().filter(member -> member.role() == Role.OWNER).toList();
        return owners.size() == 1 && owners.get(0).userId().equals(user);
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
