package io.confab.tools.replay;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The conversations of a partition whose beginning has been forgotten that can be decided once more all the same: those whose
 * creation is among what is kept, in both logs. A conversation's first event is its creation and carries the time of the
 * command that it came of.
 */
final class Whole implements Predicate<ConsumerRecord<byte[], byte[]>> {

    private final Set<String> conversations;
    private final Set<String> others = new HashSet<>();
    private long left;

    private Whole(Set<String> conversations) {
        this.conversations = conversations;
    }

    private record Creation(String conversation, long time) {}

    /** From what is kept of the commands and of the live events. */
    static Whole of(
            Iterator<ConsumerRecord<byte[], byte[]>> commands, Iterator<ConsumerRecord<byte[], byte[]>> events) {
        var kept = new HashSet<Creation>();
        commands.forEachRemaining(record -> {
            if (isCreation(record)) {
                kept.add(new Creation(key(record), record.timestamp()));
            }
        });
        var whole = new HashMap<String, Boolean>();
        events.forEachRemaining(record -> whole.computeIfAbsent(
                key(record),
                conversation -> isFirst(record) && kept.contains(new Creation(conversation, record.timestamp()))));
        return new Whole(whole.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a record belongs to one of them; counts those that don't. */
    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> event) {
        boolean known = conversations.contains(key(event));
        if (!known) {
            others.add(key(event));
            left++;
        }
        return known;
    }

    /** How many conversations were left out so far. */
    int conversationsLeft() {
        return others.size();
    }

    /** How many of their records were left out so far, of both logs together. */
    long recordsLeft() {
        return left;
    }

    private static boolean isCreation(ConsumerRecord<byte[], byte[]> command) {
        try {
            return CHAT_COMMANDS.valueSerde().deserializer().deserialize(command.topic(), command.value())
                    instanceof CreateConversation;
        } catch (SerializationException e) {
            return false; // what can't be read was set aside, then as now
        }
    }

    /** Whether an event brings a conversation into being that was not there before. */
    private static boolean isFirst(ConsumerRecord<byte[], byte[]> event) {
        try {
            return CHAT_EVENTS.valueSerde().deserializer().deserialize(event.topic(), event.value())
                            instanceof ConversationCreated created
                    && created.version().isEmpty();
        } catch (SerializationException e) {
            return false;
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }
}
