package io.confab.load.bench;

import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Ticket;
import io.confab.load.match.Seekers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to say how well two tickets suit each other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TagScorerBench {
    private static final int CROWD = 4_096;

    @Param({"5", "20"})
    public int tagsEach;

    private final TagScorer scorer = new TagScorer(0.5);
    private final TagFrequencies frequencies = new TagFrequencies(1_000_000);
    private List<Ticket> crowd;
    private int next;

    @Setup(Level.Trial)
    public void come() {
        crowd = new Seekers(5_000, tagsEach, 100).come(CROWD, 1);
        crowd.forEach(ticket -> frequencies.count(ticket.tags()));
    }

    @Benchmark
    public double score() {
        next = (next + 1) % CROWD;
        return scorer.score(crowd.get(next), crowd.get((next * 31 + 7) % CROWD), frequencies::weight);
    }
}
