package io.confab.chat.property;

import static io.confab.schemas.event.RejectionCode.ALREADY_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.CLIENT_MESSAGE_ID_REUSED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.NOT_A_MEMBER;
import static io.confab.schemas.event.RejectionCode.TOO_MANY_MEMBERS;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_CONVERSATION;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_MESSAGE;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_USER;

import io.confab.chat.property.Telling.Effect;
import io.confab.chat.property.Telling.Mark;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.Administration;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One conversation as the public interface describes it, in plain collections that change in place. It shares nothing with the
 * product but the records that go in.
 */
final class ConversationModel implements ChatCommand.Visitor<ConversationModel.Answer> {

    /** What comes of a command: the facts, and who is told what. */
    record Answer(List<String> facts, List<Telling> tellings) {
        static final Answer NONE = new Answer(List.of(), List.of());
    }

    private record Block(long version, boolean active) {}

    private static final class Message {
        final UserId sender;
        final Map<String, Set<UserId>> reactions = new HashMap<>();
        boolean deleted;

        Message(UserId sender) {
            this.sender = sender;
        }
    }

    private final ConversationId id;
    private final Words words;
    private Kind kind = Kind.DIRECT;
    private boolean exists;
    private boolean closed;
    private Optional<String> title = Optional.empty();
    private History history = History.JOINED;
    private Optional<UserId> creator = Optional.empty();
    private Optional<CommandId> createdWith = Optional.empty();
    private final Map<UserId, Role> members = new LinkedHashMap<>();
    private final Set<UserId> former = new HashSet<>();
    private final Map<UserId, Integer> joinedAfter = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<UserId, Long> read = new HashMap<>();
    private final Map<UserId, Long> received = new HashMap<>();
    private final Map<UserId, Block> blocks = new HashMap<>();
    private final Answered answered = new Answered();
    private Instant now = Instant.MIN;

    ConversationModel(ConversationId id, Words words) {
        this.id = id;
        this.words = words;
    }

    Answer decide(ChatCommand command, Instant at) {
        now = at;
        return command.accept(this);
    }

    @Override
    public Answer createConversation(CreateConversation command) {
        var by = command.creator().userId();
        var name = command.clientId().map(clientId -> "conversation " + clientId);
        var first = name.flatMap(each -> answered.first(by, each, now));
        if (first.isPresent()) {
            return first.get().equals(command.commandId())
                    ? Answer.NONE
                    : no(by, command.commandId(), CLIENT_MESSAGE_ID_REUSED);
        }
        if (createdWith.equals(Optional.of(command.commandId()))) {
            return Answer.NONE;
        }
        if (!command.unknownUserIds().isEmpty()) {
            return no(by, command.commandId(), UNKNOWN_USER);
        }
        var wanted = new LinkedHashMap<UserId, Role>();
        wanted.put(by, command.kind() == Kind.GROUP ? Role.OWNER : Role.MEMBER);
        command.members().forEach(other -> wanted.putIfAbsent(other.userId(), Role.MEMBER));
        if (command.kind() == Kind.DIRECT) {
            if (!members.isEmpty()) {
                name.ifPresent(each -> answered.remember(by, each, command.commandId(), now));
                return new Answer(List.of(), List.of(own(by, created(), command.commandId())));
            }
            if (blocked()) {
                return no(by, command.commandId(), BLOCKED);
            }
        } else if (exists) {
            return no(by, command.commandId(), CLIENT_MESSAGE_ID_REUSED);
        } else if (wanted.size() > Topologies.MAX_GROUP_MEMBERS) {
            return no(by, command.commandId(), TOO_MANY_MEMBERS);
        }
        exists = true;
        closed = false;
        kind = command.kind();
        title = command.title();
        history = command.history();
        creator = Optional.of(by);
        createdWith = Optional.of(command.commandId());
        members.putAll(wanted);
        former.clear();
        name.ifPresent(each -> answered.remember(by, each, command.commandId(), now));
        return happened(created(), by, command.commandId(), members(), Optional.empty(), nothing());
    }

    @Override
    public Answer sendMessage(SendMessage command) {
        var by = command.senderId();
        var name = "message " + command.clientMessageId();
        var first = answered.first(by, name, now);
        if (first.isPresent()) {
            return first.get().equals(command.commandId())
                    ? Answer.NONE
                    : no(by, command.commandId(), CLIENT_MESSAGE_ID_REUSED);
        }
        if (!members.containsKey(by)) {
            return notThere(by, command.commandId());
        }
        if (closed || blocked()) {
            return no(by, command.commandId(), closed ? UNKNOWN_USER : BLOCKED);
        }
        if (command.replyTo().filter(to -> !sees(by, to.value())).isPresent()) {
            return no(by, command.commandId(), UNKNOWN_MESSAGE);
        }
        messages.add(new Message(by));
        answered.remember(by, name, command.commandId(), now);
        long seq = messages.size();
        return happened(
                words.sent(id, seq, by, command.text(), command.replyTo().map(to -> to.value())),
                by,
                command.commandId(),
                members(),
                Optional.of(by),
                new Mark(Effect.A_MESSAGE_MORE, id, seq, Optional.of(by)));
    }

    @Override
    public Answer renameConversation(RenameConversation command) {
        return administration(command, true, () -> {
            title = Optional.of(command.title());
            return administered(command, words.renamed(id, command.by(), command.title()), members(), nothing());
        });
    }

    @Override
    public Answer addMember(AddMember command) {
        return administration(command, true, () -> {
            if (command.profile().isEmpty()) {
                return no(command.by(), command.commandId(), UNKNOWN_USER);
            }
            if (members.containsKey(command.userId())) {
                return no(command.by(), command.commandId(), ALREADY_A_MEMBER);
            }
            if (members.size() >= Topologies.MAX_GROUP_MEMBERS) {
                return no(command.by(), command.commandId(), TOO_MANY_MEMBERS);
            }
            members.put(command.userId(), Role.MEMBER);
            former.remove(command.userId());
            if (history == History.JOINED) {
                joinedAfter.put(command.userId(), messages.size());
            }
            var shown = new Telling(command.userId(), created(), Optional.empty(), Optional.empty(), false, nothing());
            var added = administered(command, words.added(id, command.userId(), command.by()), members(), nothing());
            var tellings = new ArrayList<>(List.of(shown));
            tellings.addAll(added.tellings());
            return new Answer(added.facts(), tellings);
        });
    }

    @Override
    public Answer removeMember(RemoveMember command) {
        var gone = command.userId();
        boolean leaves = gone.equals(command.by());
        return administration(command, !leaves, () -> {
            if (leaves && lastOwner(gone) && members.size() > 1) {
                return no(command.by(), command.commandId(), NOT_ALLOWED);
            }
            if (!members.containsKey(gone)) {
                return no(command.by(), command.commandId(), UNKNOWN_USER);
            }
            if (!leaves && members.get(gone) == Role.OWNER && members.get(command.by()) != Role.OWNER) {
                return no(command.by(), command.commandId(), NOT_ALLOWED);
            }
            var told = members();
            var leaving = kind == Kind.DIRECT ? told : List.of(gone);
            members.keySet().removeAll(leaving);
            former.addAll(leaving);
            joinedAfter.remove(gone);
            var mark = new Mark(Effect.ALL_GONE, id, 0, kind == Kind.DIRECT ? Optional.empty() : Optional.of(gone));
            return administered(command, words.removed(id, gone, command.by()), told, mark);
        });
    }

    @Override
    public Answer changeRole(ChangeRole command) {
        return administration(command, true, () -> {
            var before = members.get(command.userId());
            if (before == null) {
                return no(command.by(), command.commandId(), UNKNOWN_USER);
            }
            boolean ofOwners = before == Role.OWNER || command.role() == Role.OWNER;
            boolean leavesNone = lastOwner(command.userId()) && command.role() != Role.OWNER;
            if (leavesNone || (ofOwners && members.get(command.by()) != Role.OWNER)) {
                return no(command.by(), command.commandId(), NOT_ALLOWED);
            }
            members.put(command.userId(), command.role());
            var fact = words.changed(id, command.userId(), command.role(), command.by());
            return administered(command, fact, members(), nothing());
        });
    }

    @Override
    public Answer editMessage(EditMessage command) {
        return change(command, message -> {
            if (closed || blocked()) {
                return no(command.by(), command.commandId(), closed ? UNKNOWN_USER : BLOCKED);
            }
            if (!message.sender.equals(command.by())) {
                return no(command.by(), command.commandId(), NOT_ALLOWED);
            }
            var fact = words.edited(id, command.seq().value(), command.by(), command.text());
            return changed(command, fact, Optional.of(command.by()), nothing());
        });
    }

    @Override
    public Answer deleteMessage(DeleteMessage command) {
        return change(command, message -> {
            if (!message.sender.equals(command.by()) && members.get(command.by()) == Role.MEMBER) {
                return no(command.by(), command.commandId(), NOT_ALLOWED);
            }
            message.deleted = true;
            long seq = command.seq().value();
            var doer = kind == Kind.GROUP ? Optional.of(message.sender) : Optional.<UserId>empty();
            var mark = new Mark(Effect.THIS_MESSAGE_LESS, id, seq, Optional.of(message.sender));
            return changed(command, words.deleted(id, seq, command.by()), doer, mark);
        });
    }

    @Override
    public Answer addReaction(AddReaction command) {
        return change(command, message -> {
            if (closed || blocked()) {
                return no(command.by(), command.commandId(), closed ? UNKNOWN_USER : BLOCKED);
            }
            var givers = message.reactions.computeIfAbsent(command.emoji(), emoji -> new HashSet<>());
            var fact = words.reacted(id, command.seq().value(), command.by(), command.emoji());
            return givers.add(command.by())
                    ? changed(command, fact, Optional.of(command.by()), nothing())
                    : soAlready(command, fact);
        });
    }

    @Override
    public Answer removeReaction(RemoveReaction command) {
        return change(command, message -> {
            if (closed || blocked()) {
                return no(command.by(), command.commandId(), closed ? UNKNOWN_USER : BLOCKED);
            }
            var givers = message.reactions.computeIfAbsent(command.emoji(), emoji -> new HashSet<>());
            var fact = words.unreacted(id, command.seq().value(), command.by(), command.emoji());
            return givers.remove(command.by())
                    ? changed(command, fact, Optional.of(command.by()), nothing())
                    : soAlready(command, fact);
        });
    }

    @Override
    public Answer markRead(MarkRead command) {
        var by = command.readerId();
        if (!members.containsKey(by)) {
            return notThere(by, command.commandId());
        }
        long seq = Math.min(command.seq().value(), messages.size());
        if (seq <= read.getOrDefault(by, 0L)) {
            return Answer.NONE;
        }
        read.put(by, seq);
        boolean shown = command.shown().orElse(true) && members.size() <= Topologies.RECEIPTS_MAX_MEMBERS;
        return happened(
                words.read(id, by, seq),
                by,
                command.commandId(),
                shown ? members() : List.of(by),
                Optional.of(by),
                new Mark(Effect.READ_UP_TO, id, seq, Optional.of(by)));
    }

    @Override
    public Answer markDelivered(MarkDelivered command) {
        var by = command.userId();
        long seq = Math.min(command.seq().value(), messages.size());
        boolean tells = members.containsKey(by) && members.size() <= Topologies.RECEIPTS_MAX_MEMBERS && !blocked();
        if (!tells || seq <= received.getOrDefault(by, 0L)) {
            return Answer.NONE;
        }
        received.put(by, seq);
        var what = words.delivered(id, by, seq);
        return new Answer(List.of(what), hints(what, by));
    }

    @Override
    public Answer typing(Typing command) {
        var by = command.userId();
        if (!members.containsKey(by)) {
            return command.commandId().map(asked -> notThere(by, asked)).orElse(Answer.NONE);
        }
        if (blocked()) {
            return command.commandId().map(asked -> no(by, asked, BLOCKED)).orElse(Answer.NONE);
        }
        return command.shown() ? new Answer(List.of(), hints(words.typing(id, by), by)) : Answer.NONE;
    }

    @Override
    public Answer mute(Mute command) {
        var by = command.userId();
        if (!members.containsKey(by)) {
            return notThere(by, command.commandId());
        }
        var until = command.until().filter(end -> end.isAfter(now));
        return happened(words.muted(id, until), by, command.commandId(), List.of(by), Optional.empty(), nothing());
    }

    /** The higher version holds; who asked is told what holds, and so is whoever's block has changed. */
    @Override
    public Answer setBlock(SetBlock command) {
        var by = command.blockerId();
        var before = blocks.getOrDefault(by, new Block(0, false));
        var after = command.version() > before.version() ? new Block(command.version(), command.active()) : before;
        blocks.put(by, after);
        if (command.commandId().isEmpty() && before.active() == after.active()) {
            return Answer.NONE;
        }
        var what = words.block(command.blockedId(), after.active());
        var telling = new Telling(by, what, command.commandId(), Optional.empty(), false, nothing());
        return new Answer(List.of(), List.of(telling));
    }

    /** The group goes on with another owner, if it was its last; a direct conversation stays for the other to read. */
    @Override
    public Answer leaveForGood(LeaveForGood command) {
        var gone = command.userId();
        if (!members.containsKey(gone)) {
            return Answer.NONE;
        }
        if (kind == Kind.DIRECT) {
            closed = true;
            return Answer.NONE;
        }
        boolean ownerless = lastOwner(gone);
        members.remove(gone);
        former.add(gone);
        joinedAfter.remove(gone);
        var facts = new ArrayList<String>();
        var tellings = new ArrayList<Telling>();
        if (ownerless && !members.isEmpty()) {
            var heir = members.containsValue(Role.ADMIN) ? first(Role.ADMIN) : first(Role.MEMBER);
            members.put(heir, Role.OWNER);
            facts.add(words.changed(id, heir, Role.OWNER, gone));
            tellings.addAll(forAll(words.changed(id, heir, Role.OWNER, gone), nothing()));
        }
        facts.add(words.removed(id, gone, gone));
        tellings.addAll(forAll(words.removed(id, gone, gone), new Mark(Effect.ALL_GONE, id, 0, Optional.of(gone))));
        return new Answer(facts, tellings);
    }

    private UserId first(Role role) {
        return members().stream()
                .filter(user -> members.get(user) == role)
                .findFirst()
                .orElseThrow();
    }

    private List<Telling> forAll(String fact, Mark mark) {
        return members().stream()
                .map(user -> new Telling(user, fact, Optional.empty(), Optional.empty(), false, mark))
                .toList();
    }

    private interface Decide {
        Answer now();
    }

    private interface DecideOn {
        Answer now(Message message);
    }

    private Answer administration(Administration command, boolean ofAdministrators, Decide decide) {
        if (wasGiven(command.by(), command.commandId())) {
            return Answer.NONE;
        }
        if (!members.containsKey(command.by())) {
            return notThere(command.by(), command.commandId());
        }
        if (ofAdministrators && members.get(command.by()) == Role.MEMBER) { // as both are in a direct conversation
            return no(command.by(), command.commandId(), NOT_ALLOWED);
        }
        return decide.now();
    }

    private Answer administered(Administration command, String fact, List<UserId> told, Mark mark) {
        remember(command.by(), command.commandId());
        return happened(fact, command.by(), command.commandId(), told, Optional.empty(), mark);
    }

    private Answer change(MessageChange command, DecideOn decide) {
        if (wasGiven(command.by(), command.commandId())) {
            return Answer.NONE;
        }
        if (!members.containsKey(command.by())) {
            return notThere(command.by(), command.commandId());
        }
        long seq = command.seq().value();
        if (!sees(command.by(), seq) || messages.get((int) seq - 1).deleted) {
            return no(command.by(), command.commandId(), UNKNOWN_MESSAGE);
        }
        return decide.now(messages.get((int) seq - 1));
    }

    private Answer changed(MessageChange command, String fact, Optional<UserId> doer, Mark mark) {
        remember(command.by(), command.commandId());
        var told = members().stream()
                .filter(user -> sees(user, command.seq().value()))
                .toList();
        return happened(fact, command.by(), command.commandId(), told, doer, mark);
    }

    private Answer soAlready(MessageChange command, String fact) {
        remember(command.by(), command.commandId());
        var telling = new Telling(
                command.by(), fact, Optional.of(command.commandId()), Optional.of(command.by()), false, nothing());
        return new Answer(List.of(), List.of(telling));
    }

    private static Answer happened(
            String fact, UserId by, CommandId commandId, List<UserId> told, Optional<UserId> doer, Mark mark) {
        return new Answer(
                List.of(fact),
                told.stream()
                        .map(user -> new Telling(
                                user,
                                fact,
                                user.equals(by) ? Optional.of(commandId) : Optional.empty(),
                                doer,
                                false,
                                mark))
                        .toList());
    }

    private List<Telling> hints(String what, UserId by) {
        return members().stream()
                .filter(user -> !user.equals(by))
                .map(user -> new Telling(user, what, Optional.empty(), Optional.of(by), true, nothing()))
                .toList();
    }

    private Telling own(UserId by, String what, CommandId commandId) {
        return new Telling(by, what, Optional.of(commandId), Optional.empty(), false, nothing());
    }

    private Answer no(UserId by, CommandId commandId, RejectionCode code) {
        return new Answer(List.of(), List.of(own(by, words.rejected(code), commandId)));
    }

    private Answer notThere(UserId by, CommandId commandId) {
        return no(by, commandId, former.contains(by) ? NOT_A_MEMBER : UNKNOWN_CONVERSATION);
    }

    private String created() {
        return words.created(id, kind, title, creator.orElseThrow(), members);
    }

    private Mark nothing() {
        return new Mark(Effect.NOTHING, id, 0, Optional.empty());
    }

    private List<UserId> members() {
        return List.copyOf(members.keySet());
    }

    private boolean blocked() {
        return kind == Kind.DIRECT && blocks.values().stream().anyMatch(Block::active);
    }

    private boolean sees(UserId user, long seq) {
        return seq <= messages.size() && seq > joinedAfter.getOrDefault(user, 0);
    }

    private boolean lastOwner(UserId user) {
        return members.get(user) == Role.OWNER
                && members.values().stream().filter(Role.OWNER::equals).count() == 1;
    }

    private void remember(UserId by, CommandId commandId) {
        answered.remember(by, "command " + commandId, commandId, now);
    }

    private boolean wasGiven(UserId by, CommandId commandId) {
        return answered.first(by, "command " + commandId, now).isPresent();
    }
}
