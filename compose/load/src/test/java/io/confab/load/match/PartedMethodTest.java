package io.confab.load.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crowd that is cut in parts stays a crowd of which everybody is in one part, with those most like them. */
class PartedMethodTest {
    private static final int PARTS = 4;

    private final Seekers seekers = new Seekers(5_000, 5, 100);

    @Test
    void a_part_follows_from_the_tags_in_any_order() {
        int part = PartedMethod.partOf(List.of("chess", "jazz", "sailing"), PARTS);

        assertThat(PartedMethod.partOf(List.of("sailing", "chess", "jazz"), PARTS))
                .isEqualTo(part);
        assertThat(part).isBetween(0, PARTS - 1);
        assertThat(PartedMethod.partOf(List.of(), PARTS)).isBetween(0, PARTS - 1);
    }

    @Test
    void two_are_in_one_part_as_often_as_they_are_alike() {
        int together = 0;
        int tries = 10_000;
        for (int i = 0; i < tries; i++) {
            // 2 of 6 tags in common: a third, and of the others each fourth by chance
            int one = PartedMethod.partOf(List.of("a" + i, "b" + i, "c" + i, "d" + i), PARTS);
            int other = PartedMethod.partOf(List.of("a" + i, "b" + i, "e" + i, "f" + i), PARTS);
            together += one == other ? 1 : 0;
        }

        assertThat((double) together / tries).isCloseTo(1 / 3.0 + 2 / 3.0 / PARTS, within(0.02));
    }

    @Test
    void all_of_a_crowd_are_in_some_part_and_who_meets_was_in_the_same() {
        var method =
                new PartedMethod(PARTS, () -> new PlannedMethod(Duration.ofSeconds(2), 0.5, seekers.come(1_000, 2)));
        var crowd = seekers.come(400, 1);

        crowd.forEach(method::add);

        assertThat(method.waiting()).isEqualTo(400);
        var matches = method.round(crowd.get(399).since().plusSeconds(3));
        assertThat(matches)
                .isNotEmpty()
                .allSatisfy(
                        match -> assertThat(PartedMethod.partOf(match.older().tags(), PARTS))
                                .isEqualTo(PartedMethod.partOf(match.younger().tags(), PARTS)));
        assertThat(method.waiting()).isEqualTo(400 - 2 * matches.size());
    }
}
