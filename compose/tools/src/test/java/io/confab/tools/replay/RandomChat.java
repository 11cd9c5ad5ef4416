package io.confab.tools.replay;

import static io.confab.testkit.ChatCommands.block;
import static io.confab.testkit.ChatCommands.direct;
import static io.confab.testkit.ChatCommands.group;
import static io.confab.testkit.ChatCommands.message;
import static io.confab.testkit.ChatCommands.read;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.Role;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.Uuids;
import io.confab.testkit.User;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that users do in their conversations, drawn at random, the same for the same seed. */
final class RandomChat {

    private static final int GROUPS = 4;
    private static final List<Role> ROLES = List.of(Role.OWNER, Role.ADMIN, Role.MEMBER);

    private final SplittableRandom random;
    private final List<User> users;
    private final List<Talk> talks;

    /** A conversation and who begins in it. */
    private record Talk(ConversationId id, List<User> members) {}

    RandomChat(long seed) {
        this.random = new SplittableRandom(seed);
        this.users =
                IntStream.range(0, 8).mapToObj(i -> User.number(70_000 + i)).toList();
        this.talks = Stream.concat(
                        IntStream.range(1, users.size()).mapToObj(this::withFirst),
                        IntStream.range(0, GROUPS).mapToObj(this::inGroup))
                .toList();
    }

    ConversationId anyConversation() {
        return talks.get(0).id();
    }

    /** One that is not in {@code partition}. */
    ConversationId conversationOutside(int partition, ToIntFunction<ConversationId> partitions) {
        return talks.stream()
                .map(Talk::id)
                .filter(id -> partitions.applyAsInt(id) != partition)
                .findFirst()
                .orElseThrow();
    }

    /** The next {@code count} commands. */
    List<ChatCommand> commands(int count) {
        return Stream.generate(this::command).limit(count).toList();
    }

    private Talk withFirst(int other) {
        var members = List.of(users.get(0), users.get(other));
        return new Talk(
                ConversationId.direct(members.get(0).id(), members.get(1).id()), members);
    }

    private Talk inGroup(int number) {
        return new Talk(
                creation(number).conversationId(),
                List.of(users.get(number), users.get(GROUPS), users.get(GROUPS + 1)));
    }

    private ChatCommand creation(int number) {
        return group("group " + number, users.get(number), users.get(GROUPS), users.get(GROUPS + 1));
    }

    private ChatCommand command() {
        var talk = any(talks);
        var user = random.nextInt(10) == 0 ? any(users) : any(talk.members());
        return switch (random.nextInt(20)) {
            case 0, 1 -> direct(users.get(0), users.get(1 + random.nextInt(users.size() - 1)));
            case 2, 3 -> creation(random.nextInt(GROUPS));
            case 4, 5 -> read(user, talk.id(), new Seq(1 + random.nextInt(20)));
            case 6 -> {
                var other = users.get(1 + random.nextInt(users.size() - 1));
                yield block(users.get(0), other, 1 + random.nextInt(20), random.nextInt(4) == 0);
            }
            case 7 -> administration(user, talk.id(), any(users));
            default -> {
                int number = random.nextInt(300); // so that some come again
                yield message(user, talk.id(), "message " + number, "text " + number);
            }
        };
    }

    private ChatCommand administration(User user, ConversationId conversation, User other) {
        var id = new CommandId(Uuids.derived("administration", Long.toString(random.nextLong())));
        return switch (random.nextInt(4)) {
            case 0 -> new RenameConversation(id, conversation, user.id(), "title " + id);
            case 1 -> new AddMember(id, conversation, user.id(), other.id(), Optional.of(other.profile()));
            case 2 -> new RemoveMember(id, conversation, user.id(), other.id());
            default -> new ChangeRole(id, conversation, user.id(), other.id(), any(ROLES));
        };
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
