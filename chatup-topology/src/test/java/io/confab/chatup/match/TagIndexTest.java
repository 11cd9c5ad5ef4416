package io.confab.chatup.match;

import static io.confab.chatup.match.Crowd.crowd;
import static io.confab.chatup.match.Crowd.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class TagIndexTest {
    private final TagFrequencies frequencies = new TagFrequencies(1_000);
    private final Waiting[] best = new Waiting[5];
    private final double[] likeness = new double[5];

    @Test
    void with_budget_enough_it_finds_what_a_look_at_all_of_them_finds() {
        var crowd = crowd(200, 1);
        crowd.forEach(ticket -> frequencies.count(ticket.tags()));
        var index = new TagIndex(frequencies, 10_000, 5);
        crowd.forEach(ticket -> index.add(index.entry(ticket, 5)));

        for (var seeker : crowd(50, 2)) {
            int found = index.likest(index.entry(seeker, 5), best, likeness);

            var expected = new ArrayList<Double>();
            for (var other : crowd) {
                expected.add(TagScorer.similarity(seeker.tags(), other.tags(), frequencies::weight));
            }
            expected.sort(Comparator.reverseOrder());
            for (int i = 0; i < found; i++) {
                assertThat(likeness[i]).isCloseTo(expected.get(i), within(1e-9));
            }
            assertThat(found == 5 || expected.get(found) == 0).isTrue();
        }
    }

    @Test
    void a_crowded_tag_is_read_from_the_newest_on_and_no_further_than_the_budget() {
        var index = new TagIndex(frequencies, 2, 5);
        for (int who = 0; who < 10; who++) {
            index.add(index.entry(ticket(who, who, "music"), 5));
        }

        int found = index.likest(index.entry(ticket(99, 99, "music"), 5), best, likeness);

        assertThat(found).isEqualTo(2);
        assertThat(best[0].ticket).isEqualTo(ticket(9, 9, "music"));
        assertThat(best[1].ticket).isEqualTo(ticket(8, 8, "music"));
    }

    @Test
    void who_has_left_is_not_found() {
        var index = new TagIndex(frequencies, 100, 5);
        var left = index.entry(ticket(1, 0, "music"), 5);
        index.add(left);
        left.leave();
        index.remove(left);

        assertThat(index.likest(index.entry(ticket(2, 0, "music"), 5), best, likeness))
                .isZero();
    }
}
