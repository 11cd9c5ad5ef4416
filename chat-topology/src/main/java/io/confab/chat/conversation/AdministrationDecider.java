package io.confab.chat.conversation;

import static io.confab.chat.conversation.Refusals.notThere;
import static io.confab.chat.conversation.Refusals.rejected;
import static io.confab.schemas.event.RejectionCode.ALREADY_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.TOO_MANY_MEMBERS;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_USER;

import io.confab.chat.conversation.Decision.Accepted;
import io.confab.chat.conversation.Decision.Joined;
import io.confab.chat.conversation.Decision.Remembered;
import io.confab.chat.conversation.Decision.Repeated;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.Administration;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.RejectionCode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides who may change a group, as {@link Decider} does all else: owners and admins may, but an admin neither touches owners
 * nor makes any, and a group that has members has an owner. Anyone may leave.
 */
final class AdministrationDecider {
    private final int maxGroupMembers;

    AdministrationDecider(int maxGroupMembers) {
        this.maxGroupMembers = maxGroupMembers;
    }

    Decision rename(ConversationState state, RenameConversation command, Instant at) {
        return byAdministrators(state, command, at, group -> {
            var fact = new ConversationChanged(
                    at,
                    Optional.of(command.commandId()),
                    command.conversationId(),
                    group.nextVersion(),
                    command.title(),
                    command.by());
            return accepted(group, command, fact);
        });
    }

    Decision add(ConversationState state, AddMember command, Instant at) {
        return byAdministrators(state, command, at, group -> {
            if (command.profile().isEmpty()) {
                return no(command, UNKNOWN_USER, "who is to be added has no account", at);
            }
            if (group.has(command.userId())) {
                return no(command, ALREADY_A_MEMBER, "who is to be added is a member already", at);
            }
            if (group.members().size() >= maxGroupMembers) {
                return no(command, TOO_MANY_MEMBERS, "a group has at most " + maxGroupMembers + " members", at);
            }
            var profile = command.profile().get();
            var fact = new MemberAdded(
                    at,
                    Optional.of(command.commandId()),
                    command.conversationId(),
                    group.nextVersion(),
                    command.userId(),
                    profile.username(),
                    profile.displayName(),
                    Role.MEMBER,
                    command.by(),
                    group.history(),
                    state.lastSeq());
            return new Joined(fact, group.after(fact).shown(at), command.by(), remembered(command));
        });
    }

    Decision remove(ConversationState state, RemoveMember command, Instant at) {
        return command.userId().equals(command.by()) ? leave(state, command, at) : removeOther(state, command, at);
    }

    private Decision leave(ConversationState state, RemoveMember command, Instant at) {
        return byMembers(state, command, at, conversation -> {
            boolean others = conversation.members().size() > 1;
            if (others && conversation.isLastOwner(command.by())) {
                return no(command, NOT_ALLOWED, "the last owner can't leave: make another member an owner first", at);
            }
            return accepted(conversation, command, removed(state, conversation, command, at));
        });
    }

    private Decision removeOther(ConversationState state, RemoveMember command, Instant at) {
        return byAdministrators(state, command, at, group -> {
            var role = group.roleOf(command.userId());
            if (role.isEmpty()) {
                return no(command, UNKNOWN_USER, "who is to be removed is no member", at);
            }
            if (role.get() == Role.OWNER && !isOwner(group, command)) {
                return no(command, NOT_ALLOWED, "only an owner removes an owner", at);
            }
            return accepted(group, command, removed(state, group, command, at));
        });
    }

    Decision changeRole(ConversationState state, ChangeRole command, Instant at) {
        return byAdministrators(state, command, at, group -> {
            var before = group.roleOf(command.userId());
            if (before.isEmpty()) {
                return no(command, UNKNOWN_USER, "whose role is to change is no member", at);
            }
            boolean concernsOwners = before.get() == Role.OWNER || command.role() == Role.OWNER;
            if (concernsOwners && !isOwner(group, command)) {
                return no(command, NOT_ALLOWED, "only an owner makes an owner, or changes one", at);
            }
            if (command.role() != Role.OWNER && group.isLastOwner(command.userId())) {
                return no(command, NOT_ALLOWED, "a group has an owner: make another member an owner first", at);
            }
            var fact = new MemberChanged(
                    at,
                    Optional.of(command.commandId()),
                    command.conversationId(),
                    group.nextVersion(),
                    command.userId(),
                    command.role(),
                    command.by());
            return accepted(group, command, fact);
        });
    }

    private static Decision byAdministrators(
            ConversationState state, Administration command, Instant at, Function<Conversation, Decision> decide) {
        return byMembers(state, command, at, conversation -> {
            if (conversation.kind() == Kind.DIRECT) {
                return no(command, NOT_ALLOWED, "a direct conversation can only be left", at);
            }
            if (conversation.roleOf(command.by()).orElseThrow() == Role.MEMBER) {
                return no(command, NOT_ALLOWED, "this is for the owners and admins of a group", at);
            }
            return decide.apply(conversation);
        });
    }

    private static Decision byMembers(
            ConversationState state, Administration command, Instant at, Function<Conversation, Decision> decide) {
        if (state.first().isPresent()) { // before all else: a retry gets the first result
            return new Repeated(command.commandId(), Optional.empty());
        }
        if (!state.has(command.by())) {
            return notThere(state, command.by(), command.commandId(), at);
        }
        return decide.apply(state.conversation().orElseThrow());
    }

    private static MemberRemoved removed(
            ConversationState state, Conversation conversation, RemoveMember command, Instant at) {
        return new MemberRemoved(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                conversation.nextVersion(),
                command.userId(),
                command.by(),
                state.lastSeq());
    }

    /** Told to all who were members before. */
    private static Decision accepted(Conversation before, Administration command, ChatEvent fact) {
        return new Accepted(fact, command.by(), before.memberIds(), Optional.of(remembered(command)));
    }

    private static Remembered remembered(Administration command) {
        return new Remembered(ClientKey.of(command), new First(command.commandId(), Optional.empty()));
    }

    private static boolean isOwner(Conversation group, Administration command) {
        return group.roleOf(command.by()).filter(Role.OWNER::equals).isPresent();
    }

    private static Decision no(Administration command, RejectionCode code, String detail, Instant at) {
        return rejected(command.by(), command.commandId(), code, detail, at);
    }
}
