package io.confab.chat.conversation;

import static io.confab.chat.conversation.Refusals.closed;
import static io.confab.chat.conversation.Refusals.notThere;
import static io.confab.chat.conversation.Refusals.rejected;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.CLIENT_MESSAGE_ID_REUSED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.TOO_MANY_MEMBERS;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_MESSAGE;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_USER;

import io.confab.chat.conversation.Blocks.Block;
import io.confab.chat.conversation.Decision.Accepted;
import io.confab.chat.conversation.Decision.BlockSet;
import io.confab.chat.conversation.Decision.Hinted;
import io.confab.chat.conversation.Decision.Remembered;
import io.confab.chat.conversation.Decision.Repeated;
import io.confab.chat.conversation.Decision.Shown;
import io.confab.chat.conversation.Decision.Unchanged;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.event.UserEvent.BlockLifted;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides a command from what the commands before it left, and from nothing else: its clock is the record's and its ids
 * derive from the command's, so the same log gives the same decisions. A command that no gateway could have written throws
 * {@link IllegalArgumentException}; what a user may not do is a {@link Decision.Rejected}.
 */
final class Decider {
    private final int maxGroupMembers;
    private final AdministrationDecider administration;
    private final MessageDecider messages;
    private final MarkDecider marks;

    Decider(ConversationLimits limits) {
        this.maxGroupMembers = limits.maxGroupMembers();
        this.administration = new AdministrationDecider(maxGroupMembers);
        this.messages = new MessageDecider(limits.messageRetention());
        this.marks = new MarkDecider(limits.receiptsMaxMembers());
    }

    Decision decide(ConversationState state, ChatCommand command, Instant at) {
        return command.accept(new ChatCommand.Visitor<>() {
            @Override
            public Decision createConversation(CreateConversation create) {
                return Decider.this.createConversation(state, create, at);
            }

            @Override
            public Decision sendMessage(SendMessage send) {
                return Decider.this.sendMessage(state, send, at);
            }

            @Override
            public Decision markRead(MarkRead read) {
                return marks.read(state, read, at);
            }

            @Override
            public Decision mute(Mute mute) {
                return Decider.this.mute(state, mute, at);
            }

            @Override
            public Decision setBlock(SetBlock block) {
                return Decider.this.setBlock(state, block, at);
            }

            @Override
            public Decision renameConversation(RenameConversation rename) {
                return administration.rename(state, rename, at);
            }

            @Override
            public Decision addMember(AddMember add) {
                return administration.add(state, add, at);
            }

            @Override
            public Decision removeMember(RemoveMember remove) {
                return administration.remove(state, remove, at);
            }

            @Override
            public Decision changeRole(ChangeRole change) {
                return administration.changeRole(state, change, at);
            }

            @Override
            public Decision editMessage(EditMessage edit) {
                return messages.edit(state, edit, at);
            }

            @Override
            public Decision deleteMessage(DeleteMessage delete) {
                return messages.delete(state, delete, at);
            }

            @Override
            public Decision addReaction(AddReaction add) {
                return messages.react(state, add, at);
            }

            @Override
            public Decision removeReaction(RemoveReaction remove) {
                return messages.unreact(state, remove, at);
            }

            @Override
            public Decision typing(Typing typing) {
                return Decider.this.typing(state, typing, at);
            }

            @Override
            public Decision markDelivered(MarkDelivered delivered) {
                return marks.delivered(state, delivered, at);
            }

            @Override
            public Decision leaveForGood(LeaveForGood leave) {
                return DepartureDecider.decide(state, leave, at);
            }
        });
    }

    private Decision createConversation(ConversationState state, CreateConversation command, Instant at) {
        var creator = command.creator().userId();
        if (state.first().isPresent()) { // before all else: a retry gets the first result
            return again(state.first().get(), creator, command.commandId(), at);
        }
        if (state.conversation()
                .filter(known -> known.wasCreatedWith(command.commandId()))
                .isPresent()) {
            return new Repeated(command.commandId(), Optional.empty());
        }
        if (!command.unknownUserIds().isEmpty()) {
            return rejected(creator, command.commandId(), UNKNOWN_USER, "someone asked for has no account", at);
        }
        return command.kind() == Kind.DIRECT ? createDirect(state, command, at) : createGroup(state, command, at);
    }

    private Decision createDirect(ConversationState state, CreateConversation command, Instant at) {
        if (command.members().size() != 1) {
            throw new IllegalArgumentException("a direct conversation is with one other user, not "
                    + command.members().size());
        }
        var creator = command.creator();
        var other = command.members().get(0);
        if (other.userId().equals(creator.userId())) {
            return rejected(
                    creator.userId(),
                    command.commandId(),
                    NOT_ALLOWED,
                    "a direct conversation is with another user",
                    at);
        }
        mustBeDirect(command.conversationId(), creator.userId(), other.userId());
        var there = state.conversation().filter(conversation -> !conversation.hasEnded());
        if (there.isPresent()) {
            var known = there.get();
            var told = command.matchId().isPresent() ? known.memberIds() : List.of(creator.userId());
            return new Shown(known.shown(command.commandId(), at), creator.userId(), told, remembered(command));
        }
        if (state.blocks().anyActive()) {
            return rejected(creator.userId(), command.commandId(), BLOCKED, "one of you has blocked the other", at);
        }
        var members = List.of(Member.of(creator, Role.MEMBER), Member.of(other, Role.MEMBER));
        return created(command, members, state.conversation().map(Conversation::nextVersion), at);
    }

    private Decision createGroup(ConversationState state, CreateConversation command, Instant at) {
        var creator = command.creator();
        if (state.conversation().isPresent()) {
            return reused(creator.userId(), command.commandId(), at);
        }
        var members = new ArrayList<Member>();
        members.add(Member.of(creator, Role.OWNER));
        Set<UserId> seen = new HashSet<>(Set.of(creator.userId()));
        for (Profile other : command.members()) {
            if (seen.add(other.userId())) {
                members.add(Member.of(other, Role.MEMBER));
            }
        }
        if (members.size() > maxGroupMembers) {
            return rejected(
                    creator.userId(),
                    command.commandId(),
                    TOO_MANY_MEMBERS,
                    "a group has at most " + maxGroupMembers + " members",
                    at);
        }
        return created(command, members, Optional.empty(), at);
    }

    /** @param version where it has ended and is opened anew */
    private static Decision created(
            CreateConversation command, List<Member> members, Optional<Long> version, Instant at) {
        var event = new ConversationCreated(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.kind(),
                command.kind() == Kind.GROUP ? command.title() : Optional.empty(),
                command.history(),
                command.creator().userId(),
                members,
                version);
        return new Accepted(event, event.createdBy(), Conversation.from(event).memberIds(), remembered(command));
    }

    private Decision sendMessage(ConversationState state, SendMessage command, Instant at) {
        var sender = command.senderId();
        if (state.first().isPresent()) { // before all else: a retry gets the first result
            return again(state.first().get(), sender, command.commandId(), at);
        }
        if (!state.has(sender)) {
            return notThere(state, sender, command.commandId(), at);
        }
        var conversation = state.conversation().orElseThrow();
        if (conversation.isClosed()) {
            return closed(sender, command.commandId(), at);
        }
        if (conversation.kind() == Kind.DIRECT && state.blocks().anyActive()) {
            return rejected(sender, command.commandId(), BLOCKED, "one of you has blocked the other", at);
        }
        var seq = state.nextSeq();
        if (command.replyTo().filter(to -> !state.shows(to, sender)).isPresent()) {
            return rejected(
                    sender, command.commandId(), UNKNOWN_MESSAGE, "the message that this answers is not there", at);
        }
        var event = new MessageSent(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                seq,
                MessageId.from(command.commandId()),
                command.clientMessageId(),
                sender,
                command.text(),
                command.replyTo());
        var remembered = new Remembered(ClientKey.of(command), new First(command.commandId(), Optional.of(seq)));
        return new Accepted(event, sender, conversation.memberIds(), Optional.of(remembered));
    }

    /** Nobody is told of a refusal who did not ask: a frame has no command. */
    private Decision typing(ConversationState state, Typing command, Instant at) {
        var refusal = refusal(state, command, at);
        if (refusal.isPresent() || !command.shown()) {
            return refusal.orElseGet(Unchanged::new);
        }
        var hint = new EphemeralEvent.UserTyping(command.conversationId(), command.userId());
        return new Hinted(hint, state.conversation().orElseThrow().without(command.userId()), Optional.empty());
    }

    private static Optional<Decision> refusal(ConversationState state, Typing command, Instant at) {
        boolean member = state.has(command.userId());
        boolean blocked = state.isDirect() && state.blocks().anyActive();
        if (member && !blocked) {
            return Optional.empty();
        }
        return Optional.of(command.commandId()
                .<Decision>map(asked -> member
                        ? rejected(command.userId(), asked, BLOCKED, "one of you has blocked the other", at)
                        : notThere(state, command.userId(), asked, at))
                .orElseGet(Unchanged::new));
    }

    /** Told also where nothing changes, so that who asks hears of it. What ends in the past has ended. */
    private Decision mute(ConversationState state, Mute command, Instant at) {
        var user = command.userId();
        if (!state.has(user)) {
            return notThere(state, user, command.commandId(), at);
        }
        long version = state.muting().map(Muting::version).orElse(0L) + 1;
        var event = new ConversationMuted(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                version,
                user,
                command.until().filter(at::isBefore));
        return new Accepted(event, user, List.of(user), Optional.empty());
    }

    private Decision setBlock(ConversationState state, SetBlock command, Instant at) {
        mustBeDirect(command.conversationId(), command.blockerId(), command.blockedId());
        var known = state.blocks().by(command.blockerId());
        boolean newer =
                known.filter(block -> block.version() >= command.version()).isEmpty();
        if (!newer && command.commandId().isEmpty()) {
            return new Unchanged();
        }
        var now = newer ? new Block(command.blockerId(), command.version(), command.active()) : known.orElseThrow();
        boolean changed = now.active() != known.filter(Block::active).isPresent();
        boolean told = changed || command.commandId().isPresent();
        return new BlockSet(
                command.conversationId(),
                state.blocks().with(now),
                command.blockerId(),
                told ? Optional.of(notice(now, command, at)) : Optional.empty());
    }

    /** Tells what holds now, which is not what the command says if a later one overtook it. */
    private static UserEvent notice(Block now, SetBlock command, Instant at) {
        return now.active()
                ? new BlockApplied(at, command.commandId(), command.blockedId())
                : new BlockLifted(at, command.commandId(), command.blockedId());
    }

    private static Decision again(First first, UserId by, CommandId commandId, Instant at) {
        return first.commandId().equals(commandId) ? new Repeated(commandId, first.seq()) : reused(by, commandId, at);
    }

    private static Decision reused(UserId by, CommandId commandId, Instant at) {
        return rejected(by, commandId, CLIENT_MESSAGE_ID_REUSED, "the id stands for something else already", at);
    }

    private static Optional<Remembered> remembered(CreateConversation command) {
        return ClientKey.of(command)
                .map(key -> new Remembered(key, new First(command.commandId(), Optional.<Seq>empty())));
    }

    private static void mustBeDirect(ConversationId id, UserId one, UserId other) {
        if (one.equals(other) || !id.equals(ConversationId.direct(one, other))) {
            throw new IllegalArgumentException(id + " is not the direct conversation of the two users it names");
        }
    }
}
