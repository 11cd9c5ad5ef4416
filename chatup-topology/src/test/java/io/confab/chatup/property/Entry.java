package io.confab.chatup.property;

import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.UserId;

/** One line of what happened, in order: what was put in, and what came out. */
sealed interface Entry {

    /** Asked for a ticket, whether or not it was given. */
    record Sought(Seek command) implements Entry {}

    record Blocked(UserId blocker, UserId blocked, boolean active) implements Entry {}

    /** Written for all to read. */
    record Fact(UserId user, ChatupEvent event) implements Entry {}

    /** Delivered to the user. */
    record Told(UserId user, UserEvent event) implements Entry {}

    record Created(CreateConversation command) implements Entry {}
}
