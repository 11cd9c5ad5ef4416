package io.confab.chat.conversation;

import static io.confab.chat.conversation.Refusals.closed;
import static io.confab.chat.conversation.Refusals.notThere;
import static io.confab.chat.conversation.Refusals.rejected;
import static io.confab.schemas.event.RejectionCode.BLOCKED;
import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.event.RejectionCode.UNKNOWN_MESSAGE;

import io.confab.chat.conversation.Decision.Accepted;
import io.confab.chat.conversation.Decision.Remembered;
import io.confab.chat.conversation.Decision.Repeated;
import io.confab.chat.conversation.Decision.Shown;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.event.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Decides what becomes of a message that was sent, as {@link Decider} does all else: its author edits and deletes it, the
 * owners and admins of a group delete it, and whoever sees it reacts to it. Nobody is told of a message that they don't see.
 */
final class MessageDecider {
    /** Bounds what one message takes; two rows of them are more than anyone reads. */
    static final int MAX_EMOJI = 50;

    private final Duration retention;

    MessageDecider(Duration retention) {
        this.retention = retention;
    }

    Decision edit(ConversationState state, EditMessage command, Instant at) {
        return unblocked(state, command, at, (conversation, message) -> {
            if (!message.senderId().equals(command.by())) {
                return no(command, NOT_ALLOWED, "only its author edits a message", at);
            }
            var fact = new MessageEdited(
                    at,
                    Optional.of(command.commandId()),
                    command.conversationId(),
                    command.seq(),
                    message.nextVersion(),
                    command.text(),
                    command.by());
            return accepted(conversation, command, fact);
        });
    }

    /** Taking back what one said is possible also where one is blocked. */
    Decision delete(ConversationState state, DeleteMessage command, Instant at) {
        return byWhoSees(state, command, at, (conversation, message) -> {
            boolean own = message.senderId().equals(command.by());
            if (!own && conversation.roleOf(command.by()).orElseThrow() == Role.MEMBER) {
                return no(
                        command,
                        NOT_ALLOWED,
                        "only its author deletes a message, and in a group its owners and admins",
                        at);
            }
            var fact = new MessageDeleted(
                    at,
                    Optional.of(command.commandId()),
                    command.conversationId(),
                    command.seq(),
                    message.nextVersion(),
                    conversation.kind(),
                    message.senderId(),
                    command.by());
            return accepted(conversation, command, fact);
        });
    }

    Decision react(ConversationState state, AddReaction command, Instant at) {
        return unblocked(state, command, at, (conversation, message) -> {
            if (state.target().reaction().isBy(command.by())) {
                return shown(command, added(command, message.version(), at));
            }
            if (state.target().reaction().isEmpty() && state.target().emoji() >= MAX_EMOJI) {
                return no(command, NOT_ALLOWED, "a message has at most " + MAX_EMOJI + " different reactions", at);
            }
            return accepted(conversation, command, added(command, message.nextVersion(), at));
        });
    }

    Decision unreact(ConversationState state, RemoveReaction command, Instant at) {
        return unblocked(
                state,
                command,
                at,
                (conversation, message) -> state.target().reaction().isBy(command.by())
                        ? accepted(conversation, command, removed(command, message.nextVersion(), at))
                        : shown(command, removed(command, message.version(), at)));
    }

    private Decision unblocked(
            ConversationState state,
            MessageChange command,
            Instant at,
            BiFunction<Conversation, Message, Decision> decide) {
        return byWhoSees(state, command, at, (conversation, message) -> {
            if (conversation.isClosed()) {
                return closed(command.by(), command.commandId(), at);
            }
            if (conversation.kind() == Kind.DIRECT && state.blocks().anyActive()) {
                return no(command, BLOCKED, "one of you has blocked the other", at);
            }
            return decide.apply(conversation, message);
        });
    }

    private Decision byWhoSees(
            ConversationState state,
            MessageChange command,
            Instant at,
            BiFunction<Conversation, Message, Decision> decide) {
        if (state.first().isPresent()) { // before all else: a retry gets the first result
            return new Repeated(command.commandId(), Optional.empty());
        }
        if (!state.has(command.by())) {
            return notThere(state, command.by(), command.commandId(), at);
        }
        if (!state.shows(command.seq(), command.by())) {
            return no(command, UNKNOWN_MESSAGE, "there is no such message", at);
        }
        var kept = state.target().message();
        if (kept.filter(message -> !message.isOlderThan(retention, at)).isEmpty()) {
            return no(command, NOT_ALLOWED, "the message is too old to be changed", at);
        }
        if (kept.get().deleted()) {
            return no(command, UNKNOWN_MESSAGE, "the message was deleted", at);
        }
        return decide.apply(state.conversation().orElseThrow(), kept.get());
    }

    private static ReactionAdded added(AddReaction command, long version, Instant at) {
        return new ReactionAdded(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.seq(),
                version,
                command.emoji(),
                command.by());
    }

    private static ReactionRemoved removed(RemoveReaction command, long version, Instant at) {
        return new ReactionRemoved(
                at,
                Optional.of(command.commandId()),
                command.conversationId(),
                command.seq(),
                version,
                command.emoji(),
                command.by());
    }

    private static Decision accepted(Conversation conversation, MessageChange command, ChatEvent fact) {
        return new Accepted(fact, command.by(), conversation.whoSees(command.seq()), Optional.of(remembered(command)));
    }

    /** So already, as its giver alone is told. */
    private static Decision shown(MessageChange command, ChatEvent fact) {
        return new Shown(fact, command.by(), List.of(command.by()), Optional.of(remembered(command)));
    }

    private static Remembered remembered(MessageChange command) {
        return new Remembered(ClientKey.of(command), new First(command.commandId(), Optional.empty()));
    }

    private static Decision no(MessageChange command, RejectionCode code, String detail, Instant at) {
        return rejected(command.by(), command.commandId(), code, detail, at);
    }
}
