package io.confab.load.bench;

import io.confab.load.match.Steady;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a ticket costs the matcher, from coming to leaving, its share of the rounds included, while so many wait: microseconds of one
 * core. A million divided by it is tickets a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 8)
public class MatcherBench {
    private static final int TICKETS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Param({"1000", "10000", "100000"})
    public int waiting;

    @Param("5000")
    public int tags;

    private Steady steady;

    @Setup(Level.Trial)
    public void fill() {
        steady = Steady.ofMatcher(waiting, tags, PATIENCE, 1);
    }

    @Benchmark
    @OperationsPerInvocation(TICKETS)
    public void ticket() {
        for (int i = 0; i < TICKETS; i++) {
            steady.step();
        }
    }
}
