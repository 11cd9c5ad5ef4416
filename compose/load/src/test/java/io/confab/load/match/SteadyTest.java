package io.confab.load.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.match.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crowd of constant size that changes all the time. */
class SteadyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int WAITING = 300;

    private final Seekers seekers = new Seekers(500, 5, 1);

    @Test
    void as_many_come_as_leave() {
        var met = new ArrayList<Match>();
        var method = new PlannedMethod(PATIENCE, 0.5, seekers.come(1_000, 2));
        var steady = Steady.of(method, seekers, WAITING, PATIENCE, 1, met::add);
        int before = met.size();
        var from = steady.at();

        for (int step = 0; step < 2_000; step++) {
            steady.step();
        }

        assertThat(method.waiting()).isBetween(WAITING / 2, WAITING);
        assertThat(2 * (met.size() - before)).isBetween(2_000 - WAITING, 2_000 + WAITING);
        assertThat(steady.at()).isAfter(from.plus(PATIENCE));
    }

    @Test
    void the_same_seed_gives_the_same_meetings() {
        assertThat(meetings(1)).isEqualTo(meetings(1)).isNotEqualTo(meetings(2));
    }

    private List<Match> meetings(long seed) {
        var met = new ArrayList<Match>();
        var method = new PlannedMethod(PATIENCE, 0.5, seekers.come(1_000, 2));
        Steady.of(method, seekers, WAITING, PATIENCE, seed, met::add);
        return met;
    }
}
