package io.confab.chat.conversation;

import io.confab.schemas.id.UserId;
import java.util.List;
import java.util.stream.Stream;

/** Who reacts to a message with one emoji, in the order in which they did. */
record Reaction(List<UserId> userIds) {

    static final Reaction NONE = new Reaction(List.of());

    Reaction {
        userIds = List.copyOf(userIds);
    }

    boolean isBy(UserId user) {
        return userIds.contains(user);
    }

    Reaction with(UserId user) {
        return new Reaction(
                Stream.concat(without(user).userIds.stream(), Stream.of(user)).toList());
    }

    Reaction without(UserId user) {
        return new Reaction(
                userIds.stream().filter(other -> !other.equals(user)).toList());
    }

    boolean isEmpty() {
        return userIds.isEmpty();
    }
}
