package io.confab.chatup.pool;

import static io.confab.chatup.ticket.Tickets.after;
import static io.confab.chatup.ticket.Tickets.inWords;
import static io.confab.chatup.ticket.Tickets.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.match.MatcherSettings;
import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Cell;
import io.confab.chatup.ticket.Ticket;
import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.chatup.PoolTrend.TagCount;
import io.confab.testkit.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private final Pool pool = new Pool(new Cell("de", 2));
    private final Matchmaker matchmaker = new Matchmaker(
            new PoolPolicy(
                    MatcherSettings.of(Duration.ofSeconds(10), Duration.ofSeconds(60)),
                    new TagScorer(0.5),
                    1_000,
                    Duration.ofMillis(250),
                    Duration.ofSeconds(5),
                    10,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5)),
            new TagFrequencies(1_000),
            pool,
            after(0));
    private final Trends trends = new Trends(Duration.ofSeconds(5));

    @Test
    void what_three_or_more_wait_with_is_said_as_most_of_them_write_it() {
        waits(inWords(ticket(User.number(1), 0, "movy"), Map.of("movy", "movie")));
        waits(inWords(ticket(User.number(2), 0, "movy"), Map.of("movy", "movies")));
        waits(inWords(ticket(User.number(3), 0, "movy", "tea"), Map.of("movy", "movies")));
        waits(ticket(User.number(4), 0, "tea"));

        assertThat(trend(1)).contains(new PoolTrend("de", after(1), 4, List.of(new TagCount("movies", 3))));
    }

    @Test
    void it_is_said_now_and_then_and_at_last_that_nobody_waits() {
        assertThat(trend(0)).isEmpty();
        var ann = ticket(User.number(1), 0, "tea");
        waits(ann);
        assertThat(trend(1)).isPresent();
        assertThat(trend(5.9)).isEmpty();
        assertThat(trend(6)).isPresent();
        assertThat(trends.isSettled("de#2")).isFalse();

        pool.remove(ann.ticketId());
        matchmaker.left(ann.ticketId());

        assertThat(trend(11)).contains(new PoolTrend("de", after(11), 0, List.of()));
        assertThat(trends.isSettled("de#2")).isTrue();
        assertThat(trend(16)).isEmpty();
    }

    private Optional<PoolTrend> trend(double seconds) {
        return trends.of(pool, matchmaker, after(seconds));
    }

    private void waits(Ticket ticket) {
        pool.put(ticket);
        matchmaker.waits(ticket);
    }
}
