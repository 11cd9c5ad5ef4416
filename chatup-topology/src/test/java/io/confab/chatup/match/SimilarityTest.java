package io.confab.chatup.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimilarityTest {
    @Test
    void equal_tags_score_1_and_nothing_in_common_0() {
        assertThat(TagScorer.similarity(List.of("chess", "jazz"), List.of("chess", "jazz"), SimilarityTest::equally))
                .isEqualTo(1);
        assertThat(TagScorer.similarity(List.of("chess"), List.of("jazz"), SimilarityTest::equally))
                .isZero();
        assertThat(TagScorer.similarity(List.of(), List.of("jazz"), SimilarityTest::equally))
                .isZero();
        assertThat(TagScorer.similarity(List.of(), List.of(), SimilarityTest::equally))
                .isZero();
    }

    @Test
    void with_equal_weights_it_is_shared_tags_over_all_tags() {
        assertThat(TagScorer.similarity(
                        List.of("chess", "jazz", "tea"), List.of("jazz", "tea", "zen"), SimilarityTest::equally))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void a_rare_tag_in_common_says_more_than_a_common_one() {
        var weights = Map.of("music", 0.5, "theremin", 4.0, "chess", 1.0, "jazz", 1.0);

        double rare = TagScorer.similarity(List.of("chess", "theremin"), List.of("jazz", "theremin"), weights::get);
        double common = TagScorer.similarity(List.of("chess", "music"), List.of("jazz", "music"), weights::get);

        assertThat(rare).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(common).isCloseTo(0.5 / 2.5, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void it_is_symmetric_to_the_last_bit_and_from_0_to_1(int seed) {
        var random = new SplittableRandom(seed);
        ToDoubleFunction<String> weight = tag -> StrictMath.log(2 + tag.charAt(3) % 7);
        for (int i = 0; i < 200; i++) {
            var one = tags(random);
            var other = tags(random);

            double score = TagScorer.similarity(one, other, weight);

            assertThat(score).isBetween(0.0, 1.0);
            assertThat(TagScorer.similarity(other, one, weight)).isEqualTo(score);
            assertThat(score > 0).isEqualTo(one.stream().anyMatch(other::contains));
            assertThat(score == 1).isEqualTo(one.equals(other) && !one.isEmpty());
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    private static double equally(String tag) {
        return 1;
    }

    private static List<String> tags(SplittableRandom random) {
        var tags = new TreeSet<String>();
        for (int n = random.nextInt(6); n > 0; n--) {
            tags.add("tag" + random.nextInt(8));
        }
        return List.copyOf(tags);
    }
}
