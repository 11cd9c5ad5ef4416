package io.confab.chat.inbox;

import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import java.util.List;
import java.util.Objects;

/** What leaves an inbox: a push to a gateway's slot, a command to another inbox, or what chatup is to know. */
sealed interface InboxOutput {

    default List<Push> pushes() {
        return List.of();
    }

    default List<InboxCommand> commands() {
        return List.of();
    }

    default List<ChatupCommand> toChatup() {
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

    record ToChatup(ChatupCommand command) implements InboxOutput {
        public ToChatup {
            Objects.requireNonNull(command, "command");
        }

        @Override
        public List<ChatupCommand> toChatup() {
            return List.of(command);
        }
    }
}
