package io.confab.chat.property;

import io.confab.chat.property.Town.Place;
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
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.testkit.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that a gateway writes for what people do. It remembers them, since clients and change capture say things twice. */
final class Requests {
    private static final List<String> EMOJI = List.of("\uD83D\uDC4D", "\u2764\uFE0F");
    private static final List<Role> ROLES = List.of(Role.OWNER, Role.ADMIN, Role.MEMBER);

    /** So few that an inbox knows each unread one by its sender. */
    private static final int MOST_MESSAGES = 25;

    private record Pair(UserId blocker, UserId blocked) {}

    private final Town town;
    private final List<ChatCommand> given = new ArrayList<>();
    private final Map<ConversationId, List<UserId>> senders = new HashMap<>();
    private final List<SetBlock> blocks = new ArrayList<>();
    private final Map<Pair, Long> versions = new HashMap<>();
    private int steps;

    Requests(Town town) {
        this.town = town;
    }

    /** Of a group, with those who have a device on from the start. */
    CreateConversation createFirst(Place place) {
        var creator = place.one();
        var others = place.group() ? town.people().subList(0, 4) : List.of(place.other());
        var members = others.stream()
                .filter(person -> !person.equals(creator))
                .map(User::profile)
                .toList();
        var clientId = Optional.of(place.clientId()).filter(name -> place.group());
        return (CreateConversation) given(creation(place, creator, clientId, members, false));
    }

    /** What is asked for in a step, if it can be: of who has something to do with it most of the time, else of anyone. */
    Optional<ChatCommand> of(Step step, Instant now) {
        int number = step.number();
        var place = town.place(step.place());
        var anyone = town.person(step.user());
        var user = number % 8 == 0 ? anyone : place.about(anyone);
        return switch (step.what()) {
            case SAY -> say(user, place, "says " + steps, Optional.empty());
            case ANSWER -> say(user, place, "answers " + steps, Optional.of(seq(place, number)));
            case SAY_UNDER_A_USED_NAME -> underUsedName(user, number);
            case CREATE -> Optional.of(given(create(anyone, place, number)));
            case DO_AGAIN -> again(number);
            case READ -> Optional.of(given(read(user, place, number, Optional.empty())));
            case READ_IN_SECRET -> Optional.of(given(read(user, place, number, Optional.of(false))));
            case RECEIVE -> Optional.of(given(new MarkDelivered(place.id(), user.id(), seq(place, number))));
            case WRITE -> Optional.of(given(typing(user, place, number)));
            case MUTE -> Optional.of(given(mute(user, place, number, now)));
            case TAKE_REACTION_BACK -> Optional.of(given(takeReactionBack(user, place, number)));
            case LEAVE_FOR_GOOD -> Optional.of(given(new LeaveForGood(place.id(), user.id())));
            case LEAVE -> leave(number % 3 == 0 ? place.one() : user, place.id());
            case EDIT, DELETE -> change(step, number % 4 == 0 ? anyone : author(place, number, user), place);
            case REACT -> change(step, user, place);
            default -> administer(step, anyone, place);
        };
    }

    /** Mostly by who made a group. */
    private Optional<ChatCommand> administer(Step step, User anyone, Place place) {
        int number = step.number();
        var where = place.group() || number % 8 == 0 ? place : town.place(3);
        return change(step, number % 3 == 0 ? anyone : where.one(), where);
    }

    private RemoveReaction takeReactionBack(User user, Place place, int number) {
        var reactions = given.stream()
                .filter(AddReaction.class::isInstance)
                .map(AddReaction.class::cast)
                .toList();
        return from(reactions, number)
                .filter(reaction -> number % 4 > 0)
                .map(reaction -> new RemoveReaction(
                        CommandId.derived("step", reaction.by(), Integer.toString(steps++)),
                        reaction.conversationId(),
                        reaction.by(),
                        reaction.seq(),
                        reaction.emoji()))
                .orElseGet(() ->
                        new RemoveReaction(nextId(user), place.id(), user.id(), seq(place, number), EMOJI.get(0)));
    }

    private Optional<ChatCommand> leave(User user, ConversationId place) {
        return Optional.of(given(new RemoveMember(nextId(user), place, user.id(), user.id())));
    }

    private Optional<ChatCommand> change(Step step, User user, Place place) {
        return Optional.of(given(changeOf(step, user, place)));
    }

    private ChatCommand changeOf(Step step, User user, Place place) {
        var id = nextId(user);
        var at = place.id();
        var by = user.id();
        int number = step.number();
        var seq = seq(place, number);
        var other = town.other(user, step.other());
        var newcomer = town.person(3 + step.other() % 3);
        return switch (step.what()) {
            case ADD ->
                new AddMember(
                        id,
                        at,
                        by,
                        newcomer.id(),
                        number % 10 == 0 ? Optional.empty() : Optional.of(newcomer.profile()));
            case REMOVE -> new RemoveMember(id, at, by, other.id());
            case RENAME -> new RenameConversation(id, at, by, "title " + steps);
            case MAKE ->
                new ChangeRole(id, at, by, number % 5 == 0 ? by : other.id(), ROLES.get(number % ROLES.size()));
            case EDIT -> new EditMessage(id, at, by, seq, "says rather " + steps);
            case DELETE -> new DeleteMessage(id, at, by, seq);
            case REACT -> new AddReaction(id, at, by, seq, EMOJI.get(number % EMOJI.size()));
            default -> throw new IllegalArgumentException("nothing that a conversation is asked for: " + step);
        };
    }

    SetBlock block(User blocker, User blocked, boolean active) {
        var pair = new Pair(blocker.id(), blocked.id());
        long version = versions.merge(pair, 1L, Long::sum);
        var block = new SetBlock(
                Optional.of(nextId(blocker)),
                ConversationId.direct(blocker.id(), blocked.id()),
                blocker.id(),
                blocked.id(),
                version,
                active);
        blocks.add(block);
        return block;
    }

    /** Of a block of before, whether it was lifted since or not. */
    Optional<SetBlock> lift(int number) {
        return from(blocks, number).map(block -> block(person(block.blockerId()), person(block.blockedId()), false));
    }

    private User person(UserId id) {
        return town.people().stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** As change capture says it once more, however much later. */
    Optional<SetBlock> blockOfBefore(int number) {
        return from(blocks, number)
                .map(block -> new SetBlock(
                        Optional.empty(),
                        block.conversationId(),
                        block.blockerId(),
                        block.blockedId(),
                        block.version(),
                        block.active()));
    }

    private Optional<ChatCommand> say(User user, Place place, String text, Optional<Seq> replyTo) {
        long said = given.stream()
                .filter(SendMessage.class::isInstance)
                .filter(command -> command.conversationId().equals(place.id()))
                .count();
        if (said >= MOST_MESSAGES) {
            return Optional.empty();
        }
        var name = new ClientMessageId(nextId(user).value());
        return Optional.of(given(message(user.id(), place.id(), name, text, replyTo)));
    }

    private Optional<ChatCommand> underUsedName(User user, int number) {
        var own = given.stream()
                .filter(SendMessage.class::isInstance)
                .map(SendMessage.class::cast)
                .filter(message -> message.senderId().equals(user.id()))
                .toList();
        return from(own, number)
                .map(message -> given(message(
                        user.id(),
                        message.conversationId(),
                        message.clientMessageId(),
                        "says instead " + steps,
                        Optional.empty())));
    }

    private static SendMessage message(
            UserId sender, ConversationId place, ClientMessageId name, String text, Optional<Seq> replyTo) {
        var id = CommandId.derived("send_message", sender, place.toString(), name.toString(), text, replyTo.toString());
        return new SendMessage(id, place, sender, name, text, replyTo);
    }

    /** Direct ones by either of the two, groups by who has the name for them. */
    private CreateConversation create(User user, Place place, int number) {
        var creator = place.group() || !user.equals(place.other()) ? place.one() : place.other();
        if (place.group()) {
            var others = town.people().stream()
                    .filter(person -> !person.equals(creator))
                    .limit(1 + number % 5)
                    .map(User::profile)
                    .toList();
            var somewhere = place.name().equals("Nowhere") ? town.place(4) : place;
            return creation(somewhere, somewhere.one(), Optional.of(somewhere.clientId()), others, number % 7 == 6);
        }
        var other = creator.equals(place.one()) ? place.other() : place.one();
        var clientId = number % 3 == 0 ? Optional.of(place.clientId()) : Optional.<ClientMessageId>empty();
        return creation(place, creator, clientId, List.of(other.profile()), false);
    }

    private CreateConversation creation(
            Place place, User creator, Optional<ClientMessageId> clientId, List<Profile> members, boolean unknown) {
        return new CreateConversation(
                nextId(creator),
                place.id(),
                clientId,
                Optional.empty(),
                place.group() ? Kind.GROUP : Kind.DIRECT,
                place.group() ? Optional.of(place.name()) : Optional.empty(),
                place.name().equals("Walk") ? History.ALL : History.JOINED,
                creator.profile(),
                members,
                unknown ? List.of(new UserId(Uuids.derived("nobody"))) : List.of());
    }

    private MarkRead read(User user, Place place, int number, Optional<Boolean> shown) {
        return new MarkRead(nextId(user), place.id(), user.id(), seq(place, number), shown);
    }

    private Typing typing(User user, Place place, int number) {
        var id = number % 2 == 0 ? Optional.of(nextId(user)) : Optional.<CommandId>empty();
        return new Typing(id, place.id(), user.id(), number % 5 > 0);
    }

    private Mute mute(User user, Place place, int number, Instant now) {
        var until = number % 3 == 0 ? Optional.<Instant>empty() : Optional.of(now.plusSeconds(60L * (number - 20)));
        return new Mute(nextId(user), place.id(), user.id(), until);
    }

    /** At once, most of the time, or much later. */
    private Optional<ChatCommand> again(int number) {
        int late = number < 40 ? given.size() - 1 - number % 4 : number;
        return from(given, Math.max(0, late));
    }

    private ChatCommand given(ChatCommand command) {
        given.add(command);
        return command;
    }

    private CommandId nextId(User user) {
        return Town.commandId(user, steps++);
    }

    /** Clients learn from events which messages there are. */
    void hear(ChatEvent fact) {
        if (fact instanceof MessageSent sent) {
            senders.computeIfAbsent(sent.conversationId(), place -> new ArrayList<>())
                    .add(sent.senderId());
        }
    }

    /** Of a message that is there, or of the one after the last. */
    private Seq seq(Place place, int number) {
        return new Seq(1 + number % (senders(place).size() + 1));
    }

    private User author(Place place, int number, User otherwise) {
        return senders(place).stream()
                .skip(seq(place, number).value() - 1)
                .flatMap(sender ->
                        town.people().stream().filter(person -> person.id().equals(sender)))
                .findFirst()
                .orElse(otherwise);
    }

    private List<UserId> senders(Place place) {
        return senders.getOrDefault(place.id(), List.of());
    }

    private static <T> Optional<T> from(List<T> some, int number) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(number % some.size()));
    }
}
