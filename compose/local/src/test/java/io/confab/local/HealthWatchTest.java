package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.ops.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

    private static final Health WELL = Health.up("confab-inbox", "running");
    private static final Health REBALANCING = Health.down("confab-inbox", "rebalancing");
    private static final Health FAILED = Health.failed("confab-inbox", "stopped after a fault");

    private final HealthWatch watch = new HealthWatch();

    @Test
    void a_trouble_that_lasts_is_told_once_and_so_is_its_end() {
        assertThat(watch.look(List.of(REBALANCING))).isEmpty();
        assertThat(watch.look(List.of(REBALANCING))).containsExactly("trouble  confab-inbox: rebalancing");
        assertThat(watch.look(List.of(REBALANCING))).isEmpty();
        assertThat(watch.look(List.of(WELL))).containsExactly("well     confab-inbox");
        assertThat(watch.look(List.of(WELL))).isEmpty();
    }

    @Test
    void one_that_is_over_at_the_next_look_is_not_worth_a_word() {
        assertThat(watch.look(List.of(REBALANCING))).isEmpty();
        assertThat(watch.look(List.of(WELL))).isEmpty();
        assertThat(watch.look(List.of(REBALANCING))).isEmpty();
    }

    @Test
    void a_part_that_won_t_come_back_is_told_at_once() {
        assertThat(watch.look(List.of(FAILED))).containsExactly("trouble  confab-inbox: stopped after a fault");
    }
}
