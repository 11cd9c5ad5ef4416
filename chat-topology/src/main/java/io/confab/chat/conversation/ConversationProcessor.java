package io.confab.chat.conversation;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.streams.UnprocessableRecordException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Brings each command before the decider, with what is known, and keeps what was decided. */
final class ConversationProcessor implements Processor<ConversationId, ChatCommand, ConversationId, Decision> {
    private final Decider decider;
    private final ConversationLimits limits;
    private final DecisionMetrics metrics;
    private ConversationStores stores;
    private ProcessorContext<ConversationId, Decision> context;

    private ConversationProcessor(Decider decider, ConversationLimits limits, DecisionMetrics metrics) {
        this.decider = decider;
        this.limits = limits;
        this.metrics = metrics;
    }

    static ProcessorSupplier<ConversationId, ChatCommand, ConversationId, Decision> supplier(
            ConversationLimits limits, MeterRegistry registry) {
        var decider = new Decider(limits);
        var metrics = new DecisionMetrics(registry);
        return new ProcessorSupplier<>() {
            @Override
            public Processor<ConversationId, ChatCommand, ConversationId, Decision> get() {
                return new ConversationProcessor(decider, limits, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return ConversationStores.builders(limits);
            }
        };
    }

    @Override
    public void init(ProcessorContext<ConversationId, Decision> context) {
        this.context = context;
        this.stores = new ConversationStores(context, limits);
    }

    @Override
    public void process(Record<ConversationId, ChatCommand> record) {
        var decision = decide(record);
        decision.applyTo(stores);
        metrics.count(record.value(), decision);
        context.forward(record.withValue(decision));
    }

    private Decision decide(Record<ConversationId, ChatCommand> record) {
        var command = record.value();
        var at = Instant.ofEpochMilli(record.timestamp());
        try {
            if (!record.key().equals(command.conversationId())) {
                throw new IllegalArgumentException(
                        "the key is " + record.key() + ", the conversation " + command.conversationId());
            }
            return decider.decide(stores.before(command, at), command, at);
        } catch (IllegalArgumentException e) {
            throw new UnprocessableRecordException("no part of Confab writes such a command: " + e.getMessage(), e);
        }
    }
}
