package io.confab.chat.conversation;

import io.confab.chat.conversation.Decision.Remembered;
import io.confab.schemas.chat.ChatCommand;
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
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One conversation, folded from decisions alone: what shows that the decider needs no store. */
final class Memory implements Decision.Changes, ChatEvent.Visitor<Void> {
    private final Map<ClientKey, First> firsts = new HashMap<>();
    private final Map<UserId, Seq> readMarks = new HashMap<>();
    private final Map<UserId, Muting> mutings = new HashMap<>();
    private final Map<MessageKey, Message> messages = new HashMap<>();
    private final Map<ReactionKey, Reaction> reactions = new HashMap<>();
    private final Map<UserId, Seq> deliveredMarks = new HashMap<>();
    private Optional<Conversation> conversation = Optional.empty();
    private Optional<Seq> lastSeq = Optional.empty();
    private Blocks blocks = Blocks.NONE;

    ConversationState before(ChatCommand command) {
        return command.accept(new ChatCommand.Visitor<>() {
            @Override
            public ConversationState createConversation(ChatCommand.CreateConversation create) {
                return state(ClientKey.of(create).map(firsts::get), Optional.empty());
            }

            @Override
            public ConversationState sendMessage(ChatCommand.SendMessage send) {
                return state(Optional.ofNullable(firsts.get(ClientKey.of(send))), Optional.empty());
            }

            @Override
            public ConversationState markRead(ChatCommand.MarkRead read) {
                return state(Optional.empty(), Optional.ofNullable(readMarks.get(read.readerId())));
            }

            @Override
            public ConversationState mute(ChatCommand.Mute mute) {
                return state(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(mutings.get(mute.userId())),
                        Target.NONE);
            }

            @Override
            public ConversationState markDelivered(ChatCommand.MarkDelivered delivered) {
                return state(Optional.empty(), Optional.ofNullable(deliveredMarks.get(delivered.userId())));
            }

            @Override
            public ConversationState leaveForGood(ChatCommand.LeaveForGood leave) {
                return state(Optional.empty(), Optional.empty());
            }

            @Override
            public ConversationState typing(ChatCommand.Typing typing) {
                return state(Optional.empty(), Optional.empty());
            }

            @Override
            public ConversationState renameConversation(ChatCommand.RenameConversation rename) {
                return administered(rename);
            }

            @Override
            public ConversationState addMember(ChatCommand.AddMember add) {
                return administered(add);
            }

            @Override
            public ConversationState removeMember(ChatCommand.RemoveMember remove) {
                return administered(remove);
            }

            @Override
            public ConversationState changeRole(ChatCommand.ChangeRole change) {
                return administered(change);
            }

            private ConversationState administered(ChatCommand.Administration command) {
                return state(Optional.ofNullable(firsts.get(ClientKey.of(command))), Optional.empty());
            }

            @Override
            public ConversationState editMessage(ChatCommand.EditMessage edit) {
                return changing(edit, "");
            }

            @Override
            public ConversationState deleteMessage(ChatCommand.DeleteMessage delete) {
                return changing(delete, "");
            }

            @Override
            public ConversationState addReaction(ChatCommand.AddReaction add) {
                return changing(add, add.emoji());
            }

            @Override
            public ConversationState removeReaction(ChatCommand.RemoveReaction remove) {
                return changing(remove, remove.emoji());
            }

            private ConversationState changing(ChatCommand.MessageChange command, String emoji) {
                var key = new MessageKey(command.conversationId(), command.seq());
                long kinds = reactions.keySet().stream()
                        .filter(reaction -> reaction.message().equals(key))
                        .count();
                var target = new Target(
                        Optional.ofNullable(messages.get(key)),
                        reactions.getOrDefault(new ReactionKey(key, emoji), Reaction.NONE),
                        (int) kinds);
                return state(
                        Optional.ofNullable(firsts.get(ClientKey.of(command))),
                        Optional.empty(),
                        Optional.empty(),
                        target);
            }

            @Override
            public ConversationState setBlock(ChatCommand.SetBlock block) {
                return state(Optional.empty(), Optional.empty());
            }
        });
    }

    @Override
    public void happened(ChatEvent fact) {
        fact.accept(this);
    }

    @Override
    public void remember(Remembered remembered, Instant at) {
        firsts.put(remembered.key(), remembered.first());
    }

    @Override
    public void close(Conversation closed) {
        conversation = Optional.of(closed);
    }

    @Override
    public void block(ConversationId id, Blocks now) {
        blocks = now;
    }

    @Override
    public Void conversationCreated(ConversationCreated event) {
        conversation = Optional.of(Conversation.from(event));
        return null;
    }

    @Override
    public Void messageSent(MessageSent event) {
        lastSeq = Optional.of(event.seq());
        messages.put(key(event.conversationId(), event.seq()), Message.from(event));
        return null;
    }

    @Override
    public Void conversationRead(ConversationRead event) {
        readMarks.put(event.userId(), event.seq());
        return null;
    }

    @Override
    public Void conversationMuted(ConversationMuted event) {
        mutings.put(event.userId(), new Muting(event.version(), event.until()));
        return null;
    }

    @Override
    public Void conversationDelivered(ConversationDelivered event) {
        deliveredMarks.put(event.userId(), event.seq());
        return null;
    }

    @Override
    public Void conversationChanged(ConversationChanged event) {
        conversation = conversation.map(known -> known.after(event));
        return null;
    }

    @Override
    public Void memberAdded(MemberAdded event) {
        conversation = conversation.map(known -> known.after(event));
        return null;
    }

    @Override
    public Void memberRemoved(MemberRemoved event) {
        conversation = conversation.map(known -> known.after(event));
        return null;
    }

    @Override
    public Void memberChanged(MemberChanged event) {
        conversation = conversation.map(known -> known.after(event));
        return null;
    }

    @Override
    public Void messageEdited(MessageEdited event) {
        return change(key(event.conversationId(), event.seq()), message -> message.changed(event.version()));
    }

    @Override
    public Void messageDeleted(MessageDeleted event) {
        var key = key(event.conversationId(), event.seq());
        reactions.keySet().removeIf(reaction -> reaction.message().equals(key));
        return change(key, message -> message.deleted(event.version()));
    }

    @Override
    public Void reactionAdded(ReactionAdded event) {
        var key = key(event.conversationId(), event.seq());
        reactions.merge(
                new ReactionKey(key, event.emoji()),
                Reaction.NONE.with(event.userId()),
                (known, more) -> known.with(event.userId()));
        return change(key, message -> message.changed(event.version()));
    }

    @Override
    public Void reactionRemoved(ReactionRemoved event) {
        var key = key(event.conversationId(), event.seq());
        reactions.computeIfPresent(new ReactionKey(key, event.emoji()), (reaction, known) -> {
            var rest = known.without(event.userId());
            return rest.isEmpty() ? null : rest;
        });
        return change(key, message -> message.changed(event.version()));
    }

    /** As if what was said so far was said before messages could change. */
    void forgetMessages() {
        messages.clear();
    }

    private Void change(MessageKey key, UnaryOperator<Message> change) {
        messages.computeIfPresent(key, (same, message) -> change.apply(message));
        return null;
    }

    private static MessageKey key(ConversationId conversation, Seq seq) {
        return new MessageKey(conversation, seq);
    }

    private ConversationState state(Optional<First> first, Optional<Seq> mark) {
        return state(first, mark, Optional.empty(), Target.NONE);
    }

    private ConversationState state(Optional<First> first, Optional<Seq> mark, Optional<Muting> muting, Target target) {
        return new ConversationState(conversation, lastSeq, blocks, first, mark, muting, target);
    }

    /** As they are by default, but for the size of groups. */
    static ConversationLimits limits(int maxGroupMembers) {
        return limits(maxGroupMembers, maxGroupMembers);
    }

    /** @param receiptsMaxMembers of a conversation in which receipts are told */
    static ConversationLimits limits(int maxGroupMembers, int receiptsMaxMembers) {
        return new ConversationLimits(maxGroupMembers, receiptsMaxMembers, Duration.ofHours(24), Duration.ofDays(365));
    }
}
