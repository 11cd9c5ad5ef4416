package io.confab.chatup.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @ParameterizedTest
    @ValueSource(strings = {"default", "de/berlin", "default#1", "de/berlin#12"})
    void its_name_says_which_it_is(String name) {
        assertThat(Cell.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default#", "default#x", "default#-1", "a#1#2"})
    void nothing_else_is_a_name(String name) {
        assertThatThrownBy(() -> Cell.parse(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_part_has_its_pool_as_parent_and_that_the_next_greater_one() {
        assertThat(Cell.parse("de/berlin#2").parent()).contains(new Cell("de/berlin", 0));
        assertThat(Cell.parse("de/berlin").parent()).contains(new Cell("de", 0));
        assertThat(Cell.parse("de").parent()).isEmpty();
    }

    @Test
    void whoever_has_no_tags_or_where_nothing_is_split_is_in_the_pool_itself() {
        assertThat(Cell.of("default", List.of(), 4)).isEqualTo(new Cell("default", 0));
        assertThat(Cell.of("default", List.of("jazz"), 1)).isEqualTo(new Cell("default", 0));
    }

    @Test
    void the_same_tags_lead_to_the_same_part_in_any_order() {
        assertThat(Cell.of("default", List.of("jazz", "chess", "tea"), 16))
                .isEqualTo(Cell.of("default", List.of("tea", "jazz", "chess"), 16))
                .satisfies(cell -> assertThat(cell.isPart()).isTrue());
    }

    @Test
    void the_more_two_have_in_common_the_likelier_they_are_in_one_part() {
        var together = new HashMap<Integer, Integer>();
        var random = new SplittableRandom(7);
        for (int i = 0; i < 4_000; i++) {
            for (int shared : new int[] {0, 2, 4}) {
                var one = Cell.of("p", tags(random, shared, i), 16);
                var other = Cell.of("p", tags(random, shared, i), 16);
                together.merge(shared, one.equals(other) ? 1 : 0, Integer::sum);
            }
        }

        // Jaccard similarity of five tags each: 0, 1/4, 2/3; and one in sixteen by chance
        assertThat(together.get(0) / 4_000.0).isBetween(0.04, 0.09);
        assertThat(together.get(2) / 4_000.0).isBetween(0.25, 0.35);
        assertThat(together.get(4) / 4_000.0).isBetween(0.63, 0.75);
    }

    @Test
    void the_parts_of_a_pool_lie_on_different_partitions() {
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(part -> new Cell("default", part).partition(4)))
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void many_pools_use_all_partitions_alike() {
        Map<Integer, Integer> used = new HashMap<>();
        for (int i = 0; i < 8_000; i++) {
            used.merge(new Cell("pool-" + i, 0).partition(8), 1, Integer::sum);
        }

        assertThat(used.values())
                .hasSize(8)
                .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }

    private static List<String> tags(SplittableRandom random, int shared, int round) {
        return IntStream.range(0, 5)
                .mapToObj(i -> i < shared ? "shared" + round + "-" + i : "own" + random.nextInt(1_000_000))
                .toList();
    }
}
