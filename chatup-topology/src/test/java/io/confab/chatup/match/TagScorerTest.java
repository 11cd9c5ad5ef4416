package io.confab.chatup.match;

import static io.confab.chatup.match.Crowd.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TagScorerTest implements ScorerContract {
    private static final Map<String, Double> WEIGHTS = Map.of("music", 0.5, "theremin", 4.0, "chess", 1.0, "jazz", 1.0);

    @Override
    public Scorer scorer() {
        return new TagScorer(0.5);
    }

    @Test
    void a_rare_tag_in_common_says_more_than_a_common_one() {
        assertThat(score(new String[] {"chess", "theremin"}, new String[] {"jazz", "theremin"}))
                .isCloseTo(4.0 / 6, within(1e-12));
        assertThat(score(new String[] {"chess", "music"}, new String[] {"jazz", "music"}))
                .isCloseTo(0.5 / 2.5, within(1e-12));
    }

    @Test
    void equal_tags_score_1_and_nothing_in_common_0() {
        assertThat(score(new String[] {"jazz"}, new String[] {"jazz"})).isEqualTo(1);
        assertThat(score(new String[] {"jazz"}, new String[] {"chess"})).isZero();
        assertThat(score(new String[0], new String[0])).isZero();
    }

    private double score(String[] one, String[] other) {
        return scorer().score(ticket(1, 0, one), ticket(2, 0, other), WEIGHTS::get);
    }
}
