package io.confab.load.chatup;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.load.match.Seekers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Thousands seek, cancel, seek again, block one another and meet, while one of two workers is killed. {@code ./confab load chatup
 * --tickets 1000000 --kill 6} is the same with a million.
 */
@DisabledIfSystemProperty(named = "confab.scenarios", matches = "none")
class TrialIT {
    private static final int RATE = 200;
    private static final int TICKETS = 3_000;
    private static final Duration MEET_AGAIN_AFTER = Duration.ofHours(1);
    private static final long SEED = Long.getLong("confab.scenarios.seed", new Random().nextInt(1_000_000));

    @Test
    void every_promise_is_kept_while_a_worker_is_killed() throws Exception {
        var settings = Map.of(
                "confab.chatup.meet-again-after", MEET_AGAIN_AFTER.toHours() + "h",
                "confab.chatup.patience", "2s",
                "confab.chatup.longest-wait", "6s",
                "confab.streams.commit-interval", "20ms");
        var load = new Load(new Seekers(500, 5, RATE), TICKETS, 0, 1_000, 0.05, 0.05, 0.02, 0.5, false, SEED);
        System.out.println("a trial of chatup with seed " + SEED);

        try (var stack = Stack.start(new Stack.Plan(2, 4, settings, Optional.empty()))) {
            var terms = new Terms(MEET_AGAIN_AFTER, Duration.ofSeconds(3));
            var report = new Trial(load, stack.bootstrapServers(), Optional.of(stack), System.out::println)
                    .run(1, Optional.of(terms));

            var judgement = report.judgement().orElseThrow();
            assertThat(report.holds()).as("%s%n%s", judgement, stack.tails(25)).isTrue();
            // A run in which little happens would show little
            assertThat(report.kills()).isEqualTo(1);
            assertThat(judgement.taken()).isGreaterThan(TICKETS / 2);
            assertThat(judgement.matches()).isGreaterThan(TICKETS / 4);
            assertThat(judgement.cancelled()).isPositive();
            assertThat(judgement.blocked()).isPositive();
            assertThat(report.standing().rejected()).isPositive();
        }
    }
}
