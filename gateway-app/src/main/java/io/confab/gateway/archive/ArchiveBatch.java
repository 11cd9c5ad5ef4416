package io.confab.gateway.archive;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of events comes to, so that each row is written once however often it was touched. The same events twice, in one
 * batch or in two, come to the same.
 *
 * @param changes of titles, of who is a member and of who is told, in their order
 * @param messageChanges what became of messages, in its order
 * @param activities the last message of each conversation that has one here
 * @param reads the highest mark of each reader
 * @param shownReads the same of those that the other members may know of
 * @param deliveries the highest mark of each receiver
 */
record ArchiveBatch(
        List<ConversationCreated> conversations,
        List<ChatEvent> changes,
        List<MessageSent> messages,
        List<ChatEvent> messageChanges,
        Map<ConversationId, Activity> activities,
        Map<Reader, Seq> reads,
        Map<Reader, Seq> shownReads,
        Map<Reader, Seq> deliveries) {

    record Activity(Seq lastSeq, Instant at) {
        private static Activity later(Activity one, Activity other) {
            return one.lastSeq().compareTo(other.lastSeq()) >= 0 ? one : other;
        }
    }

    record Reader(ConversationId conversationId, UserId userId) {}

    static ArchiveBatch of(Collection<? extends ChatEvent> events) {
        var batch = new ArchiveBatch(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        events.forEach(event -> event.accept(batch.new Gathering()));
        return batch;
    }

    private static Seq later(Seq one, Seq other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private final class Gathering implements ChatEvent.Visitor<Void> {
        @Override
        public Void conversationCreated(ConversationCreated event) {
            conversations.add(event);
            return event.version().isPresent() ? change(event) : null;
        }

        @Override
        public Void messageSent(MessageSent event) {
            messages.add(event);
            activities.merge(event.conversationId(), new Activity(event.seq(), event.at()), Activity::later);
            return null;
        }

        @Override
        public Void conversationRead(ConversationRead event) {
            var reader = new Reader(event.conversationId(), event.userId());
            reads.merge(reader, event.seq(), ArchiveBatch::later);
            if (event.forAll()) {
                shownReads.merge(reader, event.seq(), ArchiveBatch::later);
            }
            return null;
        }

        @Override
        public Void conversationDelivered(ConversationDelivered event) {
            deliveries.merge(new Reader(event.conversationId(), event.userId()), event.seq(), ArchiveBatch::later);
            return null;
        }

        @Override
        public Void conversationMuted(ConversationMuted event) {
            return change(event);
        }

        @Override
        public Void conversationChanged(ConversationChanged event) {
            return change(event);
        }

        @Override
        public Void memberAdded(MemberAdded event) {
            return change(event);
        }

        @Override
        public Void memberRemoved(MemberRemoved event) {
            return change(event);
        }

        @Override
        public Void memberChanged(MemberChanged event) {
            return change(event);
        }

        @Override
        public Void messageEdited(MessageEdited event) {
            return messageChange(event);
        }

        @Override
        public Void messageDeleted(MessageDeleted event) {
            return messageChange(event);
        }

        @Override
        public Void reactionAdded(ReactionAdded event) {
            return messageChange(event);
        }

        @Override
        public Void reactionRemoved(ReactionRemoved event) {
            return messageChange(event);
        }

        private Void change(ChatEvent event) {
            changes.add(event);
            return null;
        }

        private Void messageChange(ChatEvent event) {
            messageChanges.add(event);
            return null;
        }
    }
}
