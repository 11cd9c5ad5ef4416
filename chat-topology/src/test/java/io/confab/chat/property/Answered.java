package io.confab.chat.property;

import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which command a user gave under which name, for as long as that is remembered: the first one counts. */
final class Answered {
    private record Name(UserId user, String what) {}

    private record First(CommandId commandId, Instant at) {}

    private final Map<Name, List<First>> firsts = new HashMap<>();

    void remember(UserId user, String what, CommandId commandId, Instant now) {
        firsts.computeIfAbsent(new Name(user, what), name -> new ArrayList<>()).add(new First(commandId, now));
    }

    Optional<CommandId> first(UserId user, String what, Instant now) {
        return firsts.getOrDefault(new Name(user, what), List.of()).stream()
                .filter(first -> Duration.between(first.at(), now).compareTo(Topologies.REMEMBERED) <= 0)
                .map(First::commandId)
                .findFirst();
    }
}
