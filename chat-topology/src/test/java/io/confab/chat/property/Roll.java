package io.confab.chat.property;

import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is in which place and who said what there, as the facts alone say it: any reader of {@code chat.events} could know. */
final class Roll {
    private record Message(ConversationId place, Seq seq) {}

    private record Membership(Role role, long joinedAfter) {}

    private final Map<ConversationId, Map<UserId, Membership>> members = new HashMap<>();
    private final Map<ConversationId, Kind> kinds = new HashMap<>();
    private final Map<Message, UserId> authors = new HashMap<>();

    void take(ChatEvent fact) {
        var here = members.computeIfAbsent(fact.conversationId(), id -> new HashMap<>());
        if (fact instanceof ConversationCreated created) {
            kinds.put(created.conversationId(), created.kind());
            here.clear();
            created.members().forEach(member -> here.put(member.userId(), new Membership(member.role(), 0)));
        } else if (fact instanceof MemberAdded added) {
            long from = added.history() == History.ALL
                    ? 0
                    : added.joinedAfter().map(Seq::value).orElse(0L);
            here.put(added.userId(), new Membership(added.role(), from));
        } else if (fact instanceof MemberRemoved removed) {
            here.remove(removed.userId());
            if (isDirect(removed.conversationId())) {
                here.clear();
            }
        } else if (fact instanceof MemberChanged changed) {
            here.computeIfPresent(changed.userId(), (user, was) -> new Membership(changed.role(), was.joinedAfter()));
        } else if (fact instanceof MessageSent sent) {
            authors.put(new Message(sent.conversationId(), sent.seq()), sent.senderId());
        }
    }

    Set<UserId> members(ConversationId place) {
        return new HashSet<>(members.getOrDefault(place, Map.of()).keySet());
    }

    Set<ConversationId> groups() {
        var groups = new HashSet<>(kinds.keySet());
        groups.removeIf(this::isDirect);
        return groups;
    }

    Optional<Role> role(ConversationId place, UserId user) {
        return Optional.ofNullable(members.getOrDefault(place, Map.of()).get(user))
                .map(Membership::role);
    }

    boolean hasOwner(ConversationId place) {
        return members.getOrDefault(place, Map.of()).values().stream().anyMatch(member -> member.role() == Role.OWNER);
    }

    /** Whether a member sees what was said at {@code seq}. */
    boolean shows(ConversationId place, Seq seq, UserId user) {
        var member = members.getOrDefault(place, Map.of()).get(user);
        return member != null && seq.value() > member.joinedAfter();
    }

    Optional<UserId> author(ConversationId place, Seq seq) {
        return Optional.ofNullable(authors.get(new Message(place, seq)));
    }

    private boolean isDirect(ConversationId place) {
        return kinds.get(place) == Kind.DIRECT;
    }
}
