package io.confab.gateway.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.pool.Trends.Suggestions;
import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.chatup.PoolTrend.TagCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(3);
    private static final PoolName BERLIN = new PoolName("de/berlin");

    private final Trends trends = new Trends(AGE);

    @Test
    void a_pool_has_the_tags_of_all_its_parts_the_most_wanted_first() {
        trends.say("de/berlin", trend("de/berlin", START, 10, tag("jazz", 4), tag("chess", 3)));
        trends.say("de/berlin#1", trend("de/berlin", START, 7, tag("chess", 5), tag("go", 4)));
        trends.say("de", trend("de", START, 100, tag("chess", 90)));

        assertThat(trends.of(BERLIN, 20, START))
                .isEqualTo(new Suggestions(List.of(tag("chess", 8), tag("go", 4), tag("jazz", 4)), 17));
        assertThat(trends.of(BERLIN, 1, START)).isEqualTo(new Suggestions(List.of(tag("chess", 8)), 17));
    }

    @Test
    void a_part_counts_as_it_was_last() {
        trends.say("de/berlin", trend("de/berlin", START, 10, tag("jazz", 4)));
        trends.say("de/berlin", trend("de/berlin", START, 6, tag("go", 6)));

        assertThat(trends.of(BERLIN, 20, START)).isEqualTo(new Suggestions(List.of(tag("go", 6)), 6));
    }

    @Test
    void a_part_that_is_no_more_counts_no_more() {
        trends.say("de/berlin", trend("de/berlin", START, 10, tag("jazz", 4)));
        trends.say("de/berlin#1", trend("de/berlin", START, 3, tag("jazz", 3)));
        trends.forget("de/berlin");
        trends.forget("de/berlin");

        assertThat(trends.of(BERLIN, 20, START)).isEqualTo(new Suggestions(List.of(tag("jazz", 3)), 3));
        assertThat(trends.parts()).isEqualTo(1);
    }

    @Test
    void what_is_old_counts_no_more_and_takes_no_room() {
        trends.say("de/berlin", trend("de/berlin", START, 10, tag("jazz", 4)));
        trends.say("de/berlin#1", trend("de/berlin", START.plusSeconds(60), 5, tag("go", 5)));
        var justInTime = START.plus(AGE);
        var later = justInTime.plusMillis(1);

        assertThat(trends.of(BERLIN, 20, justInTime).waiting()).isEqualTo(15);
        assertThat(trends.of(BERLIN, 20, later)).isEqualTo(new Suggestions(List.of(tag("go", 5)), 5));
        trends.tidy(later);
        assertThat(trends.parts()).isEqualTo(1);
        assertThat(trends.of(BERLIN, 20, START).waiting()).isEqualTo(5);
    }

    @Test
    void nobodys_single_interest_is_told_whatever_a_pool_says() {
        trends.say("de/berlin", trend("de/berlin", START, 2, tag("beekeeping", 1), tag("jazz", 2)));
        trends.say("de/berlin#1", trend("de/berlin", START, 1, tag("jazz", 1)));

        assertThat(trends.of(BERLIN, 20, START)).isEqualTo(new Suggestions(List.of(tag("jazz", 3)), 3));
    }

    private static PoolTrend trend(String pool, Instant at, long waiting, TagCount... tags) {
        return new PoolTrend(pool, at, waiting, List.of(tags));
    }

    private static TagCount tag(String tag, long waiting) {
        return new TagCount(tag, waiting);
    }
}
