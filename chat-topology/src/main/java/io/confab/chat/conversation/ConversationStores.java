package io.confab.chat.conversation;

import io.confab.chat.conversation.Decision.Remembered;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.AddMember;
import io.confab.schemas.chat.ChatCommand.AddReaction;
import io.confab.schemas.chat.ChatCommand.Administration;
import io.confab.schemas.chat.ChatCommand.ChangeRole;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chat.ChatCommand.DeleteMessage;
import io.confab.schemas.chat.ChatCommand.EditMessage;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.chat.ChatCommand.Mute;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.ChatCommand.RemoveReaction;
import io.confab.schemas.chat.ChatCommand.RenameConversation;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.chat.ChatCommand.SetBlock;
import io.confab.schemas.chat.ChatCommand.Typing;
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
import io.confab.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** What is known of the conversations of one task: read before a decision, changed by it. */
final class ConversationStores implements Decision.Changes {
    private static final String CONVERSATIONS = "conversations";
    private static final String SEQUENCES = "sequences";
    private static final String CLIENT_MESSAGES = "client-messages";
    private static final String BLOCKS = "blocks-by-conversation";
    private static final String READ_MARKS = "read-marks";
    private static final String MUTINGS = "mutings";
    private static final String DELIVERED_MARKS = "delivered-marks";

    /**
     * How much longer client ids are kept than they count. The store forgets by the latest time it has seen, which runs ahead
     * of a late record's own: by an hour at most, as brokers refuse what is further in the future, and by what gateways lag.
     */
    private static final Duration MARGIN = Duration.ofHours(3);

    private static final Serde<ConversationId> IDS = Json.textSerde(ConversationId.class, ConversationId::of);

    private final Duration clientMessageRetention;
    private final KeyValueStore<ConversationId, Conversation> conversations;
    private final KeyValueStore<ConversationId, Seq> sequences;
    private final WindowStore<ClientKey, First> clientMessages;
    private final KeyValueStore<ConversationId, Blocks> blocks;
    private final KeyValueStore<MemberKey, Seq> readMarks;
    private final KeyValueStore<MemberKey, Muting> mutings;
    private final MessageStores messages;
    private final KeyValueStore<MemberKey, Seq> deliveredMarks;

    ConversationStores(ProcessorContext<?, ?> context, ConversationLimits limits) {
        this.clientMessageRetention = limits.clientMessageRetention();
        this.conversations = context.getStateStore(CONVERSATIONS);
        this.sequences = context.getStateStore(SEQUENCES);
        this.clientMessages = context.getStateStore(CLIENT_MESSAGES);
        this.blocks = context.getStateStore(BLOCKS);
        this.readMarks = context.getStateStore(READ_MARKS);
        this.mutings = context.getStateStore(MUTINGS);
        this.messages = new MessageStores(context, limits.messageRetention());
        this.deliveredMarks = context.getStateStore(DELIVERED_MARKS);
    }

    static Set<StoreBuilder<?>> builders(ConversationLimits limits) {
        var retention = limits.clientMessageRetention();
        var builders = new HashSet<StoreBuilder<?>>(MessageStores.builders());
        builders.addAll(Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CONVERSATIONS), IDS, Json.serde(Conversation.class)),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(SEQUENCES), IDS, Json.serde(Seq.class)),
                Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(CLIENT_MESSAGES, retention.plus(MARGIN), retention, false),
                        Json.textSerde(ClientKey.class, ClientKey::of),
                        Json.serde(First.class)),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(BLOCKS), IDS, Json.serde(Blocks.class)),
                marks(READ_MARKS),
                marks(DELIVERED_MARKS),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MUTINGS),
                        Json.textSerde(MemberKey.class, MemberKey::of),
                        Json.serde(Muting.class))));
        return builders;
    }

    private static StoreBuilder<?> marks(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name),
                Json.textSerde(MemberKey.class, MemberKey::of),
                Json.serde(Seq.class));
    }

    /** What {@code command} finds; no more is read than bears on its kind. */
    ConversationState before(ChatCommand command, Instant at) {
        var id = command.conversationId();
        return command.accept(new ChatCommand.Visitor<>() {
            @Override
            public ConversationState createConversation(CreateConversation create) {
                var first = ClientKey.of(create).flatMap(key -> first(key, at));
                return state(first, Optional.empty());
            }

            @Override
            public ConversationState sendMessage(SendMessage send) {
                return state(first(ClientKey.of(send), at), Optional.empty());
            }

            @Override
            public ConversationState markRead(MarkRead read) {
                return state(Optional.empty(), found(readMarks, new MemberKey(id, read.readerId())));
            }

            @Override
            public ConversationState mute(Mute mute) {
                return state(
                        Optional.empty(),
                        Optional.empty(),
                        found(mutings, new MemberKey(id, mute.userId())),
                        Target.NONE);
            }

            @Override
            public ConversationState setBlock(SetBlock block) {
                return state(Optional.empty(), Optional.empty());
            }

            @Override
            public ConversationState renameConversation(RenameConversation rename) {
                return administered(rename);
            }

            @Override
            public ConversationState addMember(AddMember add) {
                return administered(add);
            }

            @Override
            public ConversationState removeMember(RemoveMember remove) {
                return administered(remove);
            }

            @Override
            public ConversationState changeRole(ChangeRole change) {
                return administered(change);
            }

            @Override
            public ConversationState editMessage(EditMessage edit) {
                return changing(edit, messages.target(edit));
            }

            @Override
            public ConversationState deleteMessage(DeleteMessage delete) {
                return changing(delete, messages.target(delete));
            }

            @Override
            public ConversationState addReaction(AddReaction add) {
                return changing(add, messages.target(add, add.emoji()));
            }

            @Override
            public ConversationState removeReaction(RemoveReaction remove) {
                return changing(remove, messages.target(remove, remove.emoji()));
            }

            @Override
            public ConversationState typing(Typing typing) {
                return state(Optional.empty(), Optional.empty());
            }

            @Override
            public ConversationState markDelivered(MarkDelivered delivered) {
                return state(Optional.empty(), found(deliveredMarks, new MemberKey(id, delivered.userId())));
            }

            @Override
            public ConversationState leaveForGood(LeaveForGood leave) {
                return state(Optional.empty(), Optional.empty());
            }

            private ConversationState administered(Administration administration) {
                return state(first(ClientKey.of(administration), at), Optional.empty());
            }

            private ConversationState changing(MessageChange change, Target target) {
                return state(first(ClientKey.of(change), at), Optional.empty(), Optional.empty(), target);
            }

            private ConversationState state(Optional<First> first, Optional<Seq> mark) {
                return state(first, mark, Optional.empty(), Target.NONE);
            }

            private ConversationState state(
                    Optional<First> first, Optional<Seq> mark, Optional<Muting> muting, Target target) {
                return new ConversationState(
                        found(conversations, id),
                        found(sequences, id),
                        found(blocks, id).orElse(Blocks.NONE),
                        first,
                        mark,
                        muting,
                        target);
            }
        });
    }

    @Override
    public void happened(ChatEvent fact) {
        var id = fact.conversationId();
        fact.accept(new ChatEvent.Visitor<Void>() {
            @Override
            public Void conversationCreated(ConversationCreated event) {
                conversations.put(id, Conversation.from(event));
                return null;
            }

            @Override
            public Void messageSent(MessageSent event) {
                sequences.put(id, event.seq());
                messages.sent(event);
                return null;
            }

            @Override
            public Void conversationRead(ConversationRead event) {
                readMarks.put(new MemberKey(id, event.userId()), event.seq());
                return null;
            }

            @Override
            public Void conversationMuted(ConversationMuted event) {
                mutings.put(new MemberKey(id, event.userId()), new Muting(event.version(), event.until()));
                return null;
            }

            @Override
            public Void conversationDelivered(ConversationDelivered event) {
                deliveredMarks.put(new MemberKey(id, event.userId()), event.seq());
                return null;
            }

            @Override
            public Void conversationChanged(ConversationChanged event) {
                return keep(known().after(event));
            }

            @Override
            public Void memberAdded(MemberAdded event) {
                return keep(known().after(event));
            }

            @Override
            public Void memberRemoved(MemberRemoved event) {
                return keep(known().after(event));
            }

            @Override
            public Void memberChanged(MemberChanged event) {
                return keep(known().after(event));
            }

            @Override
            public Void messageEdited(MessageEdited event) {
                messages.changed(new MessageKey(id, event.seq()), event.version());
                return null;
            }

            @Override
            public Void messageDeleted(MessageDeleted event) {
                messages.deleted(new MessageKey(id, event.seq()), event.version());
                return null;
            }

            @Override
            public Void reactionAdded(ReactionAdded event) {
                messages.reacted(key(event.seq(), event.emoji()), event.version(), event.userId());
                return null;
            }

            @Override
            public Void reactionRemoved(ReactionRemoved event) {
                messages.unreacted(key(event.seq(), event.emoji()), event.version(), event.userId());
                return null;
            }

            private ReactionKey key(Seq seq, String emoji) {
                return new ReactionKey(new MessageKey(id, seq), emoji);
            }

            private Conversation known() {
                return found(conversations, id).orElseThrow();
            }

            private Void keep(Conversation changed) {
                conversations.put(id, changed);
                return null;
            }
        });
    }

    @Override
    public void close(Conversation closed) {
        conversations.put(closed.conversationId(), closed);
    }

    @Override
    public void remember(Remembered remembered, Instant at) {
        clientMessages.put(remembered.key(), remembered.first(), at.toEpochMilli());
    }

    @Override
    public void block(ConversationId conversationId, Blocks now) {
        blocks.put(conversationId, now);
    }

    /** Looks both ways, since the clocks of two gateways differ and a retry can seem older than what it repeats. */
    private Optional<First> first(ClientKey key, Instant at) {
        long from = Math.max(0, at.minus(clientMessageRetention).toEpochMilli());
        long to = at.plus(clientMessageRetention).toEpochMilli();
        try (var found = clientMessages.fetch(key, from, to)) {
            return found.hasNext() ? Optional.of(found.next().value) : Optional.empty();
        }
    }

    private static <K, V> Optional<V> found(KeyValueStore<K, V> store, K key) {
        return Optional.ofNullable(store.get(key));
    }
}
