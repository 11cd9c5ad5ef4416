package io.confab.chat.property;

import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.chat.conversation.ConversationTopology;
import io.confab.chat.inbox.InboxTopology;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.Driver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.lifecycle.Store;

/** The conversation and the inbox topology with small limits, so that they are met, and one clock. Not thread-safe. */
final class Topologies implements AutoCloseable, Store.CloseOnReset {
    static final int MAX_GROUP_MEMBERS = 5;
    static final int RECEIPTS_MAX_MEMBERS = 4;
    static final int MAX_SOCKETS = 2;
    static final Duration REMEMBERED = Duration.ofHours(24);

    /** What conversations make of a command. */
    record Decision(List<ChatEvent> facts, List<InboxCommand> tellings) {}

    private final Driver conversations;
    private final Driver inboxes;
    private final int keptEntries;
    private int towns;

    /** @param keptEntries of an inbox; what is older is trimmed */
    Topologies(int keptEntries) {
        this.keptEntries = keptEntries;
        var settings = Settings.of(Map.of(
                "confab.chat.max-group-members", Integer.toString(MAX_GROUP_MEMBERS),
                "confab.chat.receipts-max-members", Integer.toString(RECEIPTS_MAX_MEMBERS),
                "confab.chat.max-sockets-per-user", Integer.toString(MAX_SOCKETS),
                "confab.chat.client-message-retention", REMEMBERED.toHours() + "h",
                "confab.chat.inbox-max-entries", Integer.toString(keptEntries),
                "confab.chat.inbox-max-age", "365d",
                // As many as the driver has partitions
                "confab.kafka.slots", "1"));
        var registry = new SimpleMeterRegistry();
        this.conversations = Driver.of("confab-conversation", ConversationTopology.build(settings, registry), registry);
        this.inboxes = Driver.of("confab-inbox", InboxTopology.build(settings, registry), registry);
    }

    int keptEntries() {
        return keptEntries;
    }

    /** A town in which nothing has happened yet. */
    Town newTown() {
        conversations.discardOutputs();
        inboxes.discardOutputs();
        return Town.number(towns++);
    }

    Instant now() {
        return conversations.now();
    }

    void advance(Duration time) {
        conversations.advance(time);
        inboxes.advance(time);
    }

    Decision decide(ChatCommand command) {
        conversations.pipe(command);
        return new Decision(conversations.read(CHAT_EVENTS), conversations.read(INBOX_COMMANDS));
    }

    List<Push> reach(InboxCommand command) {
        inboxes.pipe(command);
        return inboxes.read(GATEWAY_PUSHES);
    }

    @Override
    public void close() {
        conversations.close();
        inboxes.close();
    }
}
