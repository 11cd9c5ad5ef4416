package io.confab.chat.conversation;

import io.confab.schemas.chat.ChatCommand.MessageChange;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The messages of one task that can still be changed, and their reactions. Those that can't any more go as new ones come, the
 * oldest of a conversation first, at the time of the records.
 */
final class MessageStores {
    private static final String MESSAGES = "messages";
    private static final String OLDEST_MESSAGES = "oldest-messages";
    private static final String REACTIONS = "reactions";

    /** Bounds what one message costs where a conversation was silent for long and much of it is too old at once. */
    private static final int MAX_TRIMMED_AT_ONCE = 16;

    private final Duration retention;
    private final KeyValueStore<MessageKey, Message> messages;
    private final KeyValueStore<ConversationId, Seq> oldestMessages;
    private final KeyValueStore<ReactionKey, Reaction> reactions;

    MessageStores(ProcessorContext<?, ?> context, Duration retention) {
        this.retention = retention;
        this.messages = context.getStateStore(MESSAGES);
        this.oldestMessages = context.getStateStore(OLDEST_MESSAGES);
        this.reactions = context.getStateStore(REACTIONS);
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MESSAGES),
                        Json.textSerde(MessageKey.class, MessageKey::of),
                        Json.serde(Message.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(OLDEST_MESSAGES),
                        Json.textSerde(ConversationId.class, ConversationId::of),
                        Json.serde(Seq.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(REACTIONS),
                        Json.textSerde(ReactionKey.class, ReactionKey::of),
                        Json.serde(Reaction.class)));
    }

    /** The message as it is, for what concerns no reaction. */
    Target target(MessageChange command) {
        return new Target(found(key(command)), Reaction.NONE, 0);
    }

    Target target(MessageChange command, String emoji) {
        var key = key(command);
        var reaction = reaction(new ReactionKey(key, emoji));
        return new Target(found(key), reaction, reactionsTo(key).size());
    }

    void sent(MessageSent event) {
        var id = event.conversationId();
        messages.put(new MessageKey(id, event.seq()), Message.from(event));
        Optional.ofNullable(oldestMessages.get(id))
                .ifPresentOrElse(
                        oldest -> trim(id, oldest, event.seq(), event.at()), () -> oldestMessages.put(id, event.seq()));
    }

    void changed(MessageKey key, long version) {
        messages.put(key, known(key).changed(version));
    }

    void deleted(MessageKey key, long version) {
        messages.put(key, known(key).deleted(version));
        forgetReactionsTo(key);
    }

    void reacted(ReactionKey key, long version, UserId user) {
        change(key, version, reaction -> reaction.with(user));
    }

    void unreacted(ReactionKey key, long version, UserId user) {
        change(key, version, reaction -> reaction.without(user));
    }

    private void change(ReactionKey key, long version, UnaryOperator<Reaction> change) {
        var now = change.apply(reaction(key));
        reactions.put(key, now.isEmpty() ? null : now);
        changed(key.message(), version);
    }

    private void trim(ConversationId id, Seq oldest, Seq newest, Instant now) {
        var first = oldest;
        for (int trimmed = 0; trimmed < MAX_TRIMMED_AT_ONCE && first.compareTo(newest) < 0; trimmed++) {
            var key = new MessageKey(id, first);
            if (!known(key).isOlderThan(retention, now)) {
                break;
            }
            messages.delete(key);
            forgetReactionsTo(key);
            first = first.next();
        }
        if (!first.equals(oldest)) {
            oldestMessages.put(id, first);
        }
    }

    private void forgetReactionsTo(MessageKey key) {
        reactionsTo(key).forEach(reactions::delete);
    }

    private List<ReactionKey> reactionsTo(MessageKey key) {
        var keys = new ArrayList<ReactionKey>();
        try (var found = reactions.prefixScan(ReactionKey.prefix(key), new StringSerializer())) {
            found.forEachRemaining(each -> keys.add(each.key));
        }
        return keys;
    }

    private Message known(MessageKey key) {
        return found(key).orElseThrow();
    }

    private Optional<Message> found(MessageKey key) {
        return Optional.ofNullable(messages.get(key));
    }

    private Reaction reaction(ReactionKey key) {
        return Optional.ofNullable(reactions.get(key)).orElse(Reaction.NONE);
    }

    private static MessageKey key(MessageChange command) {
        return new MessageKey(command.conversationId(), command.seq());
    }
}
