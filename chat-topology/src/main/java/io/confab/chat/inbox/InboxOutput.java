package io.confab.chat.inbox;

import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import java.util.List;
import java.util.Objects;

/** What leaves an inbox: a push to a gateway's slot, or a command to another inbox. */
sealed interface InboxOutput {

    default List<Push> pushes() {
        return List.of();
    }

    default List<InboxCommand> commands() {
        return List.of();
    }

    record ToGateway(Push push) implements InboxOutput {
        public ToGateway {
            Objects.requireNonNull(push, "push");
        }

        @Override
        public List<Push> pushes() {
            return List.of(push);
        }
    }

    record ToInbox(InboxCommand command) implements InboxOutput {
        public ToInbox {
            Objects.requireNonNull(command, "command");
        }

        @Override
        public List<InboxCommand> commands() {
            return List.of(command);
        }
    }
}
