package io.confab.chat.property;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.testkit.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Six people and the places where they may talk. Each run has a town of its own in the same topologies, so that no run sees what
 * another left.
 *
 * @param places direct conversations first, then groups; nobody ever makes the last one
 */
record Town(int number, List<User> people, List<Place> places) {
    private static final List<String> NAMES = List.of("Ann", "Ben", "Cleo", "Dan", "Eve", "Fay");

    /** A group that its creator names, or a direct conversation, with what people call it. */
    record Place(String name, ConversationId id, User one, User other, boolean group) {

        /** Someone who has something to do here: in a direct conversation nobody else has. */
        User about(User user) {
            return group || user.equals(other) ? user : one;
        }

        ClientMessageId clientId() {
            return new ClientMessageId(Uuids.derived("place", one.id().toString(), name));
        }
    }

    static Town number(int number) {
        var people = NAMES.stream().map(name -> person(number, name)).toList();
        var ann = people.get(0);
        var ben = people.get(1);
        var cleo = people.get(2);
        return new Town(
                number,
                people,
                List.of(
                        direct(ann, ben),
                        direct(ben, cleo),
                        direct(cleo, ann),
                        group("Tea", ann, ben),
                        group("Walk", ben, cleo),
                        group("Nowhere", ann, ben)));
    }

    private static User person(int number, String name) {
        return new User(new UserId(Uuids.derived("town", Integer.toString(number), name)), name, name);
    }

    private static Place direct(User one, User other) {
        return new Place(one + "+" + other, ConversationId.direct(one.id(), other.id()), one, other, false);
    }

    private static Place group(String name, User creator, User other) {
        var clientId =
                new Place(name, ConversationId.direct(creator.id(), other.id()), creator, other, true).clientId();
        return new Place(name, ConversationId.named(creator.id(), clientId), creator, other, true);
    }

    User person(int index) {
        return people.get(index % people.size());
    }

    Place place(int index) {
        return places.get(index % places.size());
    }

    /** Another than {@code user}. */
    User other(User user, int index) {
        var others = people.stream().filter(each -> !each.equals(user)).toList();
        return others.get(index % others.size());
    }

    static SocketId socket(User user, int number) {
        return new SocketId(Uuids.derived("socket", user.id().toString(), Integer.toString(number)));
    }

    /** A user has two logins, and each socket is of one of them. */
    static SessionId session(User user, int socket) {
        return new SessionId(Uuids.derived("session", user.id().toString(), Integer.toString(socket % 2)));
    }

    /** Of the command that {@code user} gives in a step, as a gateway gives each request an id of its own. */
    static CommandId commandId(User user, int step) {
        return CommandId.derived("step", user.id(), Integer.toString(step));
    }

    String name(UserId user) {
        return people.stream()
                .filter(person -> person.id().equals(user))
                .map(User::displayName)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a stranger: " + user));
    }

    /** What people call it; the direct conversations of the others are called after both. */
    String name(ConversationId place) {
        return places.stream()
                .filter(each -> each.id().equals(place))
                .map(Place::name)
                .findFirst()
                .orElseGet(() -> pair(place));
    }

    private String pair(ConversationId place) {
        return IntStream.range(0, people.size() * people.size())
                .filter(pair -> pair / people.size() < pair % people.size())
                .filter(pair -> ConversationId.direct(
                                person(pair / people.size()).id(), person(pair).id())
                        .equals(place))
                .mapToObj(pair -> person(pair / people.size()) + "+" + person(pair))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a place of elsewhere: " + place));
    }

    /** What would be asked in {@code another} town, by the same people in the same place, that much later. */
    ChatCommand translate(ChatCommand command, Town another, Duration later) {
        var serde = CHAT_COMMANDS.valueSerde();
        var text = new String(serde.serializer().serialize(CHAT_COMMANDS.name(), command), UTF_8);
        var there = another.ids();
        var here = ids();
        for (int i = 0; i < here.size(); i++) {
            text = text.replace(here.get(i), there.get(i));
        }
        var translated = serde.deserializer().deserialize(CHAT_COMMANDS.name(), text.getBytes(UTF_8));
        return translated instanceof Mute mute
                ? new Mute(
                        mute.commandId(),
                        mute.conversationId(),
                        mute.userId(),
                        mute.until().map(until -> until.plus(later)))
                : translated;
    }

    private List<String> ids() {
        var ids = new ArrayList<String>();
        people.forEach(person -> ids.add(person.id().toString()));
        places.forEach(place -> ids.add(place.id().toString()));
        for (var one : people) {
            people.stream()
                    .filter(other -> !other.equals(one))
                    .forEach(other ->
                            ids.add(ConversationId.direct(one.id(), other.id()).toString()));
        }
        return ids;
    }

    @Override
    public String toString() {
        return "town " + number;
    }
}
