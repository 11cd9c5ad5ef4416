package io.confab.chat.property;

import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationDelivered;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.Show;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an event says, in words: the model says what it expects in the same, so that a difference can be read. */
final class Words {
    private final Town town;

    Words(Town town) {
        this.town = town;
    }

    String created(ConversationId place, Kind kind, Optional<String> title, UserId by, Map<UserId, Role> members) {
        var named = new LinkedHashMap<String, Role>();
        members.forEach((user, role) -> named.put(town.name(user), role));
        return in(place, kind + " " + title.orElse("") + " created by " + town.name(by) + " " + named);
    }

    String sent(ConversationId place, long seq, UserId sender, String text, Optional<Long> replyTo) {
        var answers = replyTo.map(to -> ", answers #" + to).orElse("");
        return in(place, "#" + seq + " sent by " + town.name(sender) + ": " + text + answers);
    }

    String edited(ConversationId place, long seq, UserId by, String text) {
        return in(place, "#" + seq + " edited by " + town.name(by) + ": " + text);
    }

    String deleted(ConversationId place, long seq, UserId by) {
        return in(place, "#" + seq + " deleted by " + town.name(by));
    }

    String reacted(ConversationId place, long seq, UserId by, String emoji) {
        return in(place, "#" + seq + " has " + emoji + " of " + town.name(by));
    }

    String unreacted(ConversationId place, long seq, UserId by, String emoji) {
        return in(place, "#" + seq + " has no " + emoji + " of " + town.name(by));
    }

    String read(ConversationId place, UserId reader, long seq) {
        return in(place, "read up to #" + seq + " by " + town.name(reader));
    }

    String delivered(ConversationId place, UserId receiver, long seq) {
        return in(place, "received up to #" + seq + " by " + town.name(receiver));
    }

    String typing(ConversationId place, UserId writer) {
        return in(place, town.name(writer) + " is writing");
    }

    String muted(ConversationId place, Optional<Instant> until) {
        return in(place, until.map(end -> "muted until " + end).orElse("not muted"));
    }

    String renamed(ConversationId place, UserId by, String title) {
        return in(place, "called " + title + " by " + town.name(by));
    }

    String added(ConversationId place, UserId user, UserId by) {
        return in(place, town.name(user) + " added by " + town.name(by));
    }

    String removed(ConversationId place, UserId user, UserId by) {
        return in(place, town.name(user) + " removed by " + town.name(by));
    }

    String changed(ConversationId place, UserId user, Role role, UserId by) {
        return in(place, town.name(user) + " made " + role + " by " + town.name(by));
    }

    String rejected(RejectionCode code) {
        return "rejected: " + code;
    }

    String block(UserId other, boolean active) {
        return (active ? "block of " : "no block of ") + town.name(other);
    }

    private String in(ConversationId place, String what) {
        return town.name(place) + " " + what;
    }

    /** To whom, and what; with the command if it is that user's own. */
    String of(InboxCommand telling) {
        if (telling instanceof Deliver deliver) {
            var event = deliver.event();
            return told(deliver.userId(), of(event), event.commandId());
        }
        return told(telling.userId(), of(((Show) telling).event()), Optional.empty());
    }

    String told(UserId to, String what, Optional<CommandId> commandId) {
        return "to " + town.name(to) + ": " + what
                + commandId.map(id -> " by " + id).orElse("");
    }

    String of(UserEvent event) {
        if (event instanceof ChatEvent fact) {
            return fact.accept(facts);
        }
        if (event instanceof CommandRejected rejection) {
            return rejected(rejection.code());
        }
        if (event instanceof BlockApplied applied) {
            return block(applied.userId(), true);
        }
        if (event instanceof UserEvent.BlockLifted lifted) {
            return block(lifted.userId(), false);
        }
        var chatup = (ChatupEvent) event;
        throw new IllegalArgumentException("nobody here looks for company: " + chatup);
    }

    String of(EphemeralEvent event) {
        if (event instanceof EphemeralEvent.UserTyping typing) {
            return typing(typing.conversationId(), typing.userId());
        }
        if (event instanceof EphemeralEvent.Delivered delivered) {
            return delivered(
                    delivered.conversationId(),
                    delivered.userId(),
                    delivered.seq().value());
        }
        var presence = (EphemeralEvent.UserPresence) event;
        return town.name(presence.userId()) + (presence.online() ? " is there" : " is not there");
    }

    private final ChatEvent.Visitor<String> facts = new ChatEvent.Visitor<>() {
        @Override
        public String conversationCreated(ConversationCreated event) {
            var members = new LinkedHashMap<UserId, Role>();
            event.members().forEach(member -> members.put(member.userId(), member.role()));
            return created(event.conversationId(), event.kind(), event.title(), event.createdBy(), members);
        }

        @Override
        public String messageSent(MessageSent event) {
            return sent(
                    event.conversationId(),
                    event.seq().value(),
                    event.senderId(),
                    event.text(),
                    event.replyTo().map(to -> to.value()));
        }

        @Override
        public String conversationRead(ConversationRead event) {
            return read(event.conversationId(), event.userId(), event.seq().value());
        }

        @Override
        public String conversationMuted(ConversationMuted event) {
            return muted(event.conversationId(), event.until());
        }

        @Override
        public String conversationChanged(ConversationChanged event) {
            return renamed(event.conversationId(), event.by(), event.title());
        }

        @Override
        public String memberAdded(MemberAdded event) {
            return added(event.conversationId(), event.userId(), event.by());
        }

        @Override
        public String memberRemoved(MemberRemoved event) {
            return removed(event.conversationId(), event.userId(), event.by());
        }

        @Override
        public String memberChanged(MemberChanged event) {
            return changed(event.conversationId(), event.userId(), event.role(), event.by());
        }

        @Override
        public String messageEdited(MessageEdited event) {
            return edited(event.conversationId(), event.seq().value(), event.by(), event.text());
        }

        @Override
        public String messageDeleted(MessageDeleted event) {
            return deleted(event.conversationId(), event.seq().value(), event.by());
        }

        @Override
        public String reactionAdded(ReactionAdded event) {
            return reacted(event.conversationId(), event.seq().value(), event.userId(), event.emoji());
        }

        @Override
        public String reactionRemoved(ReactionRemoved event) {
            return unreacted(event.conversationId(), event.seq().value(), event.userId(), event.emoji());
        }

        @Override
        public String conversationDelivered(ConversationDelivered event) {
            return delivered(event.conversationId(), event.userId(), event.seq().value());
        }
    };
}
