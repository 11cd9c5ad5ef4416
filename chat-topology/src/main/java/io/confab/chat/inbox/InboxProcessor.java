package io.confab.chat.inbox;

import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.CaughtUp;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.streams.UnprocessableRecordException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Brings each command before the decider, with what is known, keeps what was decided and sends what is to be pushed. */
final class InboxProcessor implements Processor<UserId, InboxCommand, UserId, InboxOutput> {
    private final InboxLimits limits;
    private final InboxDecider decider;
    private final InboxMetrics metrics;
    private InboxStores stores;
    private ProcessorContext<UserId, InboxOutput> context;

    private InboxProcessor(InboxLimits limits, InboxMetrics metrics) {
        this.limits = limits;
        this.decider = new InboxDecider(limits);
        this.metrics = metrics;
    }

    static ProcessorSupplier<UserId, InboxCommand, UserId, InboxOutput> supplier(
            InboxLimits limits, MeterRegistry registry) {
        var metrics = new InboxMetrics(registry);
        return new ProcessorSupplier<>() {
            @Override
            public Processor<UserId, InboxCommand, UserId, InboxOutput> get() {
                return new InboxProcessor(limits, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return InboxStores.builders();
            }
        };
    }

    @Override
    public void init(ProcessorContext<UserId, InboxOutput> context) {
        this.context = context;
        this.stores = new InboxStores(context, limits);
    }

    @Override
    public void process(Record<UserId, InboxCommand> record) {
        var user = record.key();
        var known = stores.inbox(user);
        var inbox = known.orElseGet(() -> Inbox.begin(epochFrom(record)));
        var decision = decide(record, inbox);
        if (known.isEmpty()) {
            stores.begin(user, inbox);
        }
        decision.applyTo(stores);
        metrics.count(record.value(), decision);
        decision.pushes().forEach(push -> forward(record, push));
        decision.missed().ifPresent(missed -> {
            stores.replay(
                    user, missed.after(), missed.last(), batch -> forward(record, new Events(missed.target(), batch)));
            forward(record, new CaughtUp(missed.target(), missed.last()));
        });
        decision.shows().forEach(show -> context.forward(record.withValue(new InboxOutput.ToInbox(show))));
        decision.toChatup()
                .ifPresent(presence -> context.forward(record.withValue(new InboxOutput.ToChatup(presence))));
    }

    private InboxDecision decide(Record<UserId, InboxCommand> record, Inbox inbox) {
        var command = record.value();
        try {
            if (!record.key().equals(command.userId())) {
                throw new IllegalArgumentException("the key is " + record.key() + ", the user " + command.userId());
            }
            return decider.decide(stores.before(command, inbox), command, Instant.ofEpochMilli(record.timestamp()));
        } catch (IllegalArgumentException e) {
            throw new UnprocessableRecordException("no part of Confab writes such a command: " + e.getMessage(), e);
        }
    }

    private void forward(Record<UserId, InboxCommand> cause, Push push) {
        context.forward(cause.withValue(new InboxOutput.ToGateway(push)));
    }

    /** The same when the same log is read again, another when its beginning is gone: an inbox that was rebuilt is another. */
    private Epoch epochFrom(Record<UserId, InboxCommand> first) {
        long offset = context.recordMetadata().orElseThrow().offset();
        var uuid =
                Uuids.derived("epoch", first.key().toString(), Long.toString(first.timestamp()), Long.toString(offset));
        return new Epoch(uuid.toString());
    }
}
