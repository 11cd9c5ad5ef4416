package io.confab.chat.property;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All that happened in a town, in the order in which it did: what went into the topologies and what came out. */
record History(Town town, List<Happening> happenings) {

    History {
        Objects.requireNonNull(town, "town");
        happenings = List.copyOf(happenings);
    }

    sealed interface Happening {}

    /** A command is on the log: whoever gave it was answered 202. */
    record Asked(ChatCommand command) implements Happening {}

    /** A conversation has decided: the facts, and what it has for the inboxes. */
    record Decided(ChatCommand command, Instant at, List<ChatEvent> facts, List<InboxCommand> tellings)
            implements Happening {
        Decided {
            facts = List.copyOf(facts);
            tellings = List.copyOf(tellings);
        }
    }

    /**
     * An inbox has taken a command and pushed what was to be pushed.
     *
     * @param from the conversation whose telling it was, if it was one's
     */
    record Reached(Optional<ConversationId> from, InboxCommand command, List<Push> pushes) implements Happening {
        Reached {
            pushes = List.copyOf(pushes);
        }
    }

    <H extends Happening> Stream<H> all(Class<H> kind) {
        return happenings.stream().filter(kind::isInstance).map(kind::cast);
    }

    Stream<ChatEvent> facts() {
        return all(Decided.class).flatMap(decided -> decided.facts().stream());
    }

    Stream<Push> pushes() {
        return all(Reached.class).flatMap(reached -> reached.pushes().stream());
    }
}
