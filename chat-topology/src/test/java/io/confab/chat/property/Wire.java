package io.confab.chat.property;

import io.confab.chat.property.History.Decided;
import io.confab.chat.property.History.Reached;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.inbox.InboxCommand;
import java.util.Optional;

/** What lies around the topologies. As it is here it changes nothing; one that does makes them look broken. */
interface Wire {

    /** What the conversations are given in the place of {@code command}. */
    default ChatCommand toConversation(ChatCommand command) {
        return command;
    }

    /** What the inboxes are given in the place of {@code command}, if anything. */
    default Optional<InboxCommand> toInbox(InboxCommand command) {
        return Optional.of(command);
    }

    /** What the conversations seem to have decided. */
    default Decided decided(Decided decided) {
        return decided;
    }

    /** What the inboxes seem to have pushed. */
    default Reached reached(Reached reached) {
        return reached;
    }
}
