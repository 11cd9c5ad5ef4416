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
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a conversation is, apart from what is said in it.
 *
 * @param createdWith the command that made it
 * @param members who is in it now, in the order of joining; nobody, if it has ended
 * @param former who was in it and left, for whom it stays known
 * @param version of the last change of all that is here, if there was one
 * @param newcomers the members who don't see all of it; nobody, where this was written before messages could change: what
 *     was said then can't change any more, and so nobody is told of a change
 * @param gone the first of a direct conversation's two who has no account any more: nothing is said in it since
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
        Optional<Long> version,
        Optional<List<Newcomer>> newcomers,
        Optional<UserId> gone) {

    /** A member who sees what was said after {@code joinedAfter} alone. */
    record Newcomer(UserId userId, Seq joinedAfter) {
        Newcomer {
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(joinedAfter, "joinedAfter");
        }
    }

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
        newcomers = newcomers.map(List::copyOf);
        Objects.requireNonNull(gone, "gone");
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
                event.version(),
                Optional.empty(),
                Optional.empty());
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
        return changed(Optional.of(event.title()), members, former, newcomers, event.version());
    }

    Conversation after(MemberAdded event) {
        var added = new Member(event.userId(), event.username(), event.displayName(), event.role());
        var others =
                former.stream().filter(user -> !user.equals(event.userId())).toList();
        return changed(title, plus(members, added), others, newcomersWith(event), event.version());
    }

    /** A direct conversation is left by both at once. */
    Conversation after(MemberRemoved event) {
        if (kind == Kind.DIRECT) {
            return changed(title, List.of(), memberIds(), newcomers, event.version());
        }
        var others = members.stream()
                .filter(member -> !member.userId().equals(event.userId()))
                .toList();
        var rest = Optional.of(newcomersWithout(event.userId()));
        return changed(title, others, plus(former, event.userId()), rest, event.version());
    }

    Conversation after(MemberChanged event) {
        var now = members.stream()
                .map(member -> member.userId().equals(event.userId()) ? withRole(member, event.role()) : member)
                .toList();
        return changed(title, now, former, newcomers, event.version());
    }

    private Optional<List<Newcomer>> newcomersWith(MemberAdded event) {
        var others = newcomersWithout(event.userId());
        return Optional.of(event.joinedAfter()
                .filter(last -> event.history() == History.JOINED)
                .map(last -> plus(others, new Newcomer(event.userId(), last)))
                .orElse(others));
    }

    private List<Newcomer> newcomersWithout(UserId user) {
        return newcomers.orElse(List.of()).stream()
                .filter(newcomer -> !newcomer.userId().equals(user))
                .toList();
    }

    private Conversation changed(
            Optional<String> nowTitle,
            List<Member> now,
            List<UserId> nowFormer,
            Optional<List<Newcomer>> nowNewcomers,
            long nowVersion) {
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
                Optional.of(nowVersion),
                nowNewcomers,
                gone);
    }

    /** The same, closed because {@code user} has no account any more. */
    Conversation closedBy(UserId user) {
        return new Conversation(
                conversationId,
                kind,
                title,
                history,
                createdBy,
                createdAt,
                createdWith,
                members,
                former,
                version,
                newcomers,
                Optional.of(user));
    }

    boolean isClosed() {
        return gone.isPresent();
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

    /** Who is to own a group when {@code leaving} does no more: its longest-standing admin, else its longest-standing member. */
    Optional<UserId> heirOf(UserId leaving) {
        return Stream.of(Role.ADMIN, Role.MEMBER)
                .flatMap(role -> members.stream().filter(member -> member.role() == role))
                .map(Member::userId)
                .filter(user -> !user.equals(leaving))
                .findFirst();
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

    /** Whether a member sees the message of that {@code seq}. */
    boolean shows(Seq seq, UserId user) {
        return !blindTo(seq).contains(user);
    }

    /** The members who see the message of that {@code seq}. */
    List<UserId> whoSees(Seq seq) {
        var blind = blindTo(seq);
        return memberIds().stream().filter(user -> !blind.contains(user)).toList();
    }

    private Set<UserId> blindTo(Seq seq) {
        return newcomers.orElse(List.of()).stream()
                .filter(newcomer -> newcomer.joinedAfter().compareTo(seq) >= 0)
                .map(Newcomer::userId)
                .collect(Collectors.toSet());
    }

    /** All members but {@code user}. */
    List<UserId> without(UserId user) {
        return members.stream()
                .map(Member::userId)
                .filter(member -> !member.equals(user))
                .toList();
    }
}
