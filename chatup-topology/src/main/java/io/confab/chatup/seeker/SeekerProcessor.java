package io.confab.chatup.seeker;

import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.id.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Brings what bears on a seeker before the decider, with what is known, and keeps what was decided. */
public final class SeekerProcessor implements Processor<UserId, SeekerInput, UserId, SeekerDecision> {
    private final SeekerPolicy policy;
    private final SeekerDecider decider;
    private final SeekerMetrics metrics;
    private SeekerStores stores;
    private Synonyms synonyms;
    private ProcessorContext<UserId, SeekerDecision> context;

    private SeekerProcessor(SeekerPolicy policy, SeekerMetrics metrics) {
        this.policy = policy;
        this.decider = new SeekerDecider(policy.meetAgainAfter(), policy.parts());
        this.metrics = metrics;
    }

    public static ProcessorSupplier<UserId, SeekerInput, UserId, SeekerDecision> supplier(
            SeekerPolicy policy, MeterRegistry registry) {
        var metrics = new SeekerMetrics(registry);
        return new ProcessorSupplier<>() {
            @Override
            public Processor<UserId, SeekerInput, UserId, SeekerDecision> get() {
                return new SeekerProcessor(policy, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Stream.concat(
                                SeekerStores.builders(policy.ticketRetention()).stream(), Synonyms.builders().stream())
                        .collect(Collectors.toUnmodifiableSet());
            }
        };
    }

    @Override
    public void init(ProcessorContext<UserId, SeekerDecision> context) {
        this.context = context;
        this.stores = new SeekerStores(context, policy.ticketRetention());
        this.synonyms = new Synonyms(context, policy.mostSynonyms());
    }

    @Override
    public void process(Record<UserId, SeekerInput> record) {
        var seeker = stores.seeker(record.key());
        var decision = record.value().accept(new Decide(seeker, Instant.ofEpochMilli(record.timestamp())));
        if (!decision.seeker().equals(seeker)) {
            stores.keep(record.key(), decision.seeker());
        }
        decision.taken().ifPresent(stores::remember);
        metrics.count(decision);
        context.forward(record.withValue(decision));
    }

    private final class Decide implements SeekerInput.Visitor<SeekerDecision>, ChatupCommand.Visitor<SeekerDecision> {
        private final Seeker seeker;
        private final Instant at;

        private Decide(Seeker seeker, Instant at) {
            this.seeker = seeker;
            this.at = at;
        }

        @Override
        public SeekerDecision order(SeekerInput.Order input) {
            return input.command().accept(this);
        }

        @Override
        public SeekerDecision seek(ChatupCommand.Seek command) {
            if (stores.isDeleted(command.userId(), at)) {
                return decider.seekOfNobody(seeker, command, at);
            }
            var taker = stores.taker(command.ticketId(), at);
            var interests = Interests.of(command.tags(), synonyms::meaning);
            return decider.seek(seeker, taker, interests, stores.blockedBy(command.userId()), command, at);
        }

        @Override
        public SeekerDecision cancel(ChatupCommand.Cancel command) {
            return decider.cancel(seeker, command, at);
        }

        @Override
        public SeekerDecision setPresence(ChatupCommand.SetPresence command) {
            return decider.presence(seeker, command);
        }

        @Override
        public SeekerDecision setBlock(ChatupCommand.SetBlock command) {
            return block(
                    new BlockKey(command.userId(), command.blockedId()),
                    known -> known.said(command.version(), command.active()));
        }

        @Override
        public SeekerDecision block(SeekerInput.Block input) {
            return block(input.key(), known -> known.told(input.row()));
        }

        private SeekerDecision block(BlockKey key, UnaryOperator<Block> change) {
            var before = stores.block(key);
            var after = change.apply(before);
            if (!after.equals(before)) {
                stores.keep(key, after);
            }
            return decider.block(seeker, key.blockedId(), before, after);
        }

        @Override
        public SeekerDecision probe(SeekerInput.Probe input) {
            return decider.probe(seeker, input);
        }

        @Override
        public SeekerDecision accountDeleted(SeekerInput.AccountDeleted input) {
            stores.forget(input.userId(), at);
            return decider.accountDeleted(seeker, input);
        }

        @Override
        public SeekerDecision setSynonym(SeekerInput.SetSynonym input) {
            synonyms.set(input);
            return SeekerDecision.nothing(seeker);
        }

        /** A match that came before the deletion leaves nothing behind. */
        @Override
        public SeekerDecision answer(SeekerInput.Answer input) {
            var decision = decider.answer(seeker, input);
            boolean keeps = !decision.seeker().met().isEmpty();
            return keeps && stores.isDeleted(input.userId(), at) ? decision.forgetting() : decision;
        }
    }
}
