package io.confab.chat.conversation;

import static io.confab.schemas.streams.Flows.read;
import static io.confab.schemas.streams.Flows.write;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.Flows;
import io.confab.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The whole diagram of the conversation application: one ordered log of commands in, facts and deliveries out. The same log
 * gives the same facts on any machine, at any time.
 *
 * <pre>
 * chat.commands ─▶ decide ─▶ chat.events
 *                      └───▶ inbox.commands (by user)
 * </pre>
 */
public final class ConversationTopology {
    /** With it go the consumer group, the changelogs of the stores and the transactions. For good. */
    public static final String APPLICATION_ID = "confab-conversation";

    private ConversationTopology() {}

    public static Topology build(Settings settings, MeterRegistry registry) {
        return build(settings, registry, CHAT_EVENTS, INBOX_COMMANDS);
    }

    /** The same decisions, written elsewhere: what a replay of the log compares with what was decided before. */
    public static Topology build(
            Settings settings,
            MeterRegistry registry,
            Topic<ConversationId, ChatEvent> events,
            Topic<UserId, InboxCommand> deliveries) {
        var limits = ConversationLimits.of(settings);
        var builder = Flows.builder();
        var decisions = read(builder, CHAT_COMMANDS, "read-chat-commands")
                .process(ConversationProcessor.supplier(limits, registry), Named.as("decide"));
        write(events(decisions), events, "write-chat-events");
        write(deliveries(decisions), deliveries, "write-inbox-commands");
        return builder.build();
    }

    private static KStream<ConversationId, ChatEvent> events(KStream<ConversationId, Decision> decisions) {
        return decisions.flatMapValues(Decision::facts, Named.as("take-events"));
    }

    private static KStream<UserId, InboxCommand> deliveries(KStream<ConversationId, Decision> decisions) {
        return decisions.flatMap(
                (id, decision) -> Stream.<InboxCommand>concat(decision.deliveries().stream(), decision.shows().stream())
                        .map(command -> KeyValue.pair(command.userId(), command))
                        .toList(),
                Named.as("address-deliveries"));
    }
}
