package io.confab.chatup.pool;

import io.confab.chatup.ticket.PoolInput;
import io.confab.schemas.event.ChatupEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Brings what bears on a pool before the decider and keeps what was decided. The clock only makes it write ticks to the pool's
 * own log; a round is held when its tick is read there, at the time that the tick carries.
 */
public final class PoolProcessor implements Processor<String, PoolInput, String, PoolOutput> {
    private static final Duration TICK_LOST_AFTER = Duration.ofSeconds(30);

    private final PoolDecider decider;
    private final Duration roundInterval;
    private final PoolMetrics metrics;
    private Pools pools;
    private Ticks ticks;
    private long counted;
    private ProcessorContext<String, PoolOutput> context;

    private PoolProcessor(PoolDecider decider, Duration roundInterval, PoolMetrics metrics) {
        this.decider = decider;
        this.roundInterval = roundInterval;
        this.metrics = metrics;
    }

    public static ProcessorSupplier<String, PoolInput, String, PoolOutput> supplier(
            MatchPolicy policy, Duration roundInterval, MeterRegistry registry) {
        var decider = new PoolDecider(policy);
        var metrics = new PoolMetrics(registry);
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, PoolInput, String, PoolOutput> get() {
                return new PoolProcessor(decider, roundInterval, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Pools.builders();
            }
        };
    }

    /** Comes again when a task is taken up anew after a fault: everything in memory is made from the store. */
    @Override
    public void init(ProcessorContext<String, PoolOutput> context) {
        this.context = context;
        this.pools = new Pools(context);
        this.ticks = new Ticks(TICK_LOST_AFTER.toMillis());
        count();
        context.schedule(roundInterval, PunctuationType.WALL_CLOCK_TIME, this::writeTicks);
    }

    @Override
    public void process(Record<String, PoolInput> record) {
        var at = Instant.ofEpochMilli(record.timestamp());
        var pool = pools.pool(record.key());
        if (record.value() instanceof PoolInput.Tick) {
            ticks.arrived(record.key());
        }
        var decision = decider.decide(pool, record.value(), at);
        measure(pool, decision, at);
        pools.apply(record.key(), decision);
        count();
        context.forward(record.withValue(PoolOutput.of(decision)));
    }

    @Override
    public void close() {
        metrics.waitingChanged(-counted);
        counted = 0;
    }

    private void writeTicks(long now) {
        for (var name : pools.names()) {
            if (ticks.next(name, now)) {
                context.forward(new Record<>(name, PoolOutput.tick(name), now));
            }
        }
    }

    private void measure(Pool pool, PoolDecision decision, Instant at) {
        for (var answer : decision.answers()) {
            if (answer.event() instanceof ChatupEvent event) {
                pool.find(event.ticketId()).ifPresent(ticket -> metrics.outcome(ticket, event, at));
            }
        }
    }

    private void count() {
        long waiting = pools.size();
        metrics.waitingChanged(waiting - counted);
        counted = waiting;
    }
}
