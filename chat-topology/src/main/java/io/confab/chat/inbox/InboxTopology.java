package io.confab.chat.inbox;

import static io.confab.schemas.streams.Flows.read;
import static io.confab.schemas.streams.Flows.write;
import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;
import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.Flows;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The whole diagram of the inbox application: one ordered log of deliveries, sessions and blocks in, pushes to the gateways'
 * slots out. A user's events and sockets meet in one place and can't race. Who watches another is told by way of the own inbox,
 * so what inboxes say to each other comes back on the same log. And of who waits for a stranger, chatup is told the coming and going.
 *
 * <pre>
 * inbox.commands ─▶ deliver ─▶ gateway.pushes (by slot)
 *                       ├────▶ inbox.commands (by user)
 *                       └────▶ chatup.commands (by user)
 * </pre>
 */
public final class InboxTopology {
    private InboxTopology() {}

    public static Topology build(Settings settings, MeterRegistry registry) {
        var limits = InboxLimits.of(settings);
        var builder = Flows.builder();
        var outputs = read(builder, INBOX_COMMANDS, "read-inbox-commands")
                .process(InboxProcessor.supplier(limits, registry), Named.as("deliver"));
        write(pushes(outputs), GATEWAY_PUSHES, "write-gateway-pushes");
        write(commands(outputs), INBOX_COMMANDS, "write-inbox-commands");
        write(toChatup(outputs), CHATUP_COMMANDS, "write-chatup-commands");
        return builder.build();
    }

    private static KStream<Slot, Push> pushes(KStream<UserId, InboxOutput> outputs) {
        return outputs.flatMap(
                (user, output) -> output.pushes().stream()
                        .map(push -> KeyValue.pair(push.target().slot(), push))
                        .toList(),
                Named.as("address-pushes"));
    }

    private static KStream<UserId, InboxCommand> commands(KStream<UserId, InboxOutput> outputs) {
        return outputs.flatMap(
                (user, output) -> output.commands().stream()
                        .map(command -> KeyValue.pair(command.userId(), command))
                        .toList(),
                Named.as("address-commands"));
    }

    private static KStream<UserId, ChatupCommand> toChatup(KStream<UserId, InboxOutput> outputs) {
        return outputs.flatMapValues(InboxOutput::toChatup, Named.as("take-chatup-commands"));
    }
}
