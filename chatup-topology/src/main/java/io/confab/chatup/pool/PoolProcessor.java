package io.confab.chatup.pool;

import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Brings what bears on a cell before the decider and keeps what was decided. The clock only makes it write proposals to the cell's
 * own log; they hold, as far as they can, when they are read there, at the time of their record.
 */
public final class PoolProcessor implements Processor<String, PoolInput, String, PoolOutput> {
    private static final Duration COUNTS_KEPT_EVERY = Duration.ofSeconds(10);

    private final PoolPolicy policy;
    private final PoolDecider decider = new PoolDecider();
    private final PoolMetrics metrics;
    private Pools pools;
    private Matchmakers matchmakers;
    private Probes probes;
    private Trends trends;
    private long counted;
    private ProcessorContext<String, PoolOutput> context;

    private PoolProcessor(PoolPolicy policy, PoolMetrics metrics) {
        this.policy = policy;
        this.metrics = metrics;
    }

    public static ProcessorSupplier<String, PoolInput, String, PoolOutput> supplier(
            PoolPolicy policy, MeterRegistry registry) {
        var metrics = new PoolMetrics(registry);
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, PoolInput, String, PoolOutput> get() {
                return new PoolProcessor(policy, metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Stream.concat(Pools.builders().stream(), Matchmakers.builders().stream())
                        .collect(Collectors.toUnmodifiableSet());
            }
        };
    }

    /** Comes again when a task is taken up anew after a fault: everything in memory is made from the stores. */
    @Override
    public void init(ProcessorContext<String, PoolOutput> context) {
        this.context = context;
        this.pools = new Pools(context);
        this.matchmakers = new Matchmakers(policy, context);
        this.probes = new Probes(policy.probeInterval());
        this.trends = new Trends(policy.trendInterval());
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        for (var name : pools.names()) {
            var pool = pools.pool(name);
            matchmakers.of(pool, now);
            pool.tickets().forEach(ticket -> probes.begin(ticket, now));
        }
        count();
        context.schedule(policy.roundInterval(), PunctuationType.WALL_CLOCK_TIME, this::propose);
        context.schedule(COUNTS_KEPT_EVERY, PunctuationType.WALL_CLOCK_TIME, at -> matchmakers.keepFrequencies());
    }

    @Override
    public void process(Record<String, PoolInput> record) {
        var at = Instant.ofEpochMilli(record.timestamp());
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var pool = pools.pool(record.key());
        var matchmaker = matchmakers.of(pool, now);
        var input = record.value();
        if (input instanceof PoolInput.Enter) {
            matchmaker.came();
        }
        var decision = decider.decide(pool, input, at);
        measure(pool, matchmaker, decision, at);
        for (var ticket : decision.waiting()) {
            if (pool.find(ticket.ticketId()).isPresent()) {
                matchmaker.changed(ticket);
            } else {
                matchmaker.waits(ticket);
                probes.begin(ticket, now);
            }
        }
        decision.gone().forEach(matchmaker::left);
        pools.apply(pool, decision);
        if (input instanceof PoolInput.Round round) {
            matchmaker.read(round, pool);
        }
        count();
        context.forward(record.withValue(PoolOutput.of(decision)));
    }

    @Override
    public void close() {
        metrics.waitingChanged(-counted);
        counted = 0;
    }

    private void propose(long millis) {
        var now = Instant.ofEpochMilli(millis);
        for (var name : matchmakers.names()) {
            var pool = pools.pool(name);
            var matchmaker = matchmakers.of(pool, now);
            var rounds = metrics.timed(() -> matchmaker.propose(pool, now));
            var trend = trends.of(pool, matchmaker, now);
            forward(name, rounds, List.of(), trend, millis);
            if (pool.size() == 0 && matchmaker.isIdle() && trends.isSettled(name)) {
                matchmakers.dismiss(name);
            }
        }
        var due = probes.due(pools, now);
        if (!due.isEmpty()) {
            forward("", List.of(), due, Optional.empty(), millis);
        }
    }

    private void forward(
            String name,
            List<PoolInput.Round> rounds,
            List<SeekerInput> probed,
            Optional<PoolTrend> trend,
            long millis) {
        if (!rounds.isEmpty() || !probed.isEmpty() || trend.isPresent()) {
            context.forward(new Record<>(name, PoolOutput.of(rounds, probed, trend), millis));
        }
    }

    private void measure(Pool pool, Matchmaker matchmaker, PoolDecision decision, Instant at) {
        for (var answer : decision.answers()) {
            if (answer.event() instanceof ChatupEvent event) {
                pool.find(event.ticketId()).ifPresent(ticket -> {
                    var waited = metrics.outcome(ticket, event, at);
                    if (event instanceof Matched) {
                        matchmaker.met(waited);
                    }
                });
            }
        }
    }

    private void count() {
        long waiting = pools.size();
        metrics.waitingChanged(waiting - counted);
        counted = waiting;
    }
}
