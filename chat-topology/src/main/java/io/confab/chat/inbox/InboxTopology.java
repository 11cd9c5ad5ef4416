package io.confab.chat.inbox;

import static io.confab.schemas.streams.Flows.read;
import static io.confab.schemas.streams.Flows.write;
import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.schemas.setting.Settings;
import io.confab.schemas.streams.Flows;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Named;

/**
 * The whole diagram of the inbox application: one ordered log of deliveries, sessions and blocks in, pushes to the gateways'
 * slots out. A user's events and sockets meet in one place and can't race.
 *
 * <pre>
 * inbox.commands ─▶ deliver ─▶ gateway.pushes (by slot)
 * </pre>
 */
public final class InboxTopology {
    private InboxTopology() {}

    public static Topology build(Settings settings, MeterRegistry registry) {
        var limits = InboxLimits.of(settings);
        var builder = Flows.builder();
        var pushes = read(builder, INBOX_COMMANDS, "read-inbox-commands")
                .process(InboxProcessor.supplier(limits, registry), Named.as("deliver"));
        write(pushes, GATEWAY_PUSHES, "write-gateway-pushes");
        return builder.build();
    }
}
