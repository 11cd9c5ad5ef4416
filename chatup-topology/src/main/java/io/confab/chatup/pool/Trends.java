package io.confab.chatup.pool;

import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.chatup.PoolTrend.TagCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When to say what many wait for. A cell that says so for the last time says that nobody waits. Not thread-safe. */
final class Trends {
    private static final int MOST_SHOWN = 100;

    private final Duration interval;
    private final Map<String, PoolTrend> last = new HashMap<>();

    Trends(Duration interval) {
        this.interval = interval;
    }

    Optional<PoolTrend> of(Pool pool, Matchmaker matchmaker, Instant now) {
        var name = pool.cell().toString();
        var before = Optional.ofNullable(last.get(name));
        if (before.isPresent() && now.isBefore(before.get().at().plus(interval))) {
            return Optional.empty();
        }
        var trend = new PoolTrend(
                pool.cell().pool(), now, pool.size(), inWords(pool, matchmaker.tags(PoolTrend.LEAST, MOST_SHOWN)));
        if (before.isEmpty() && trend.waiting() == 0) {
            return Optional.empty();
        }
        if (trend.waiting() == 0) {
            last.remove(name);
        } else {
            last.put(name, trend);
        }
        return Optional.of(trend);
    }

    /** Whether the last thing said of a cell, if any, is that nobody waits there. */
    boolean isSettled(String cell) {
        return !last.containsKey(cell);
    }

    /** As most of those who wait write them: the form in which tags are compared is not for reading. */
    private static List<TagCount> inWords(Pool pool, List<TagCount> tags) {
        var words = new HashMap<String, Map<String, Integer>>();
        tags.forEach(tag -> words.put(tag.tag(), new TreeMap<>()));
        for (var ticket : pool.tickets()) {
            for (var tag : ticket.tags()) {
                var spellings = words.get(tag);
                if (spellings != null) {
                    spellings.merge(ticket.word(tag), 1, Integer::sum);
                }
            }
        }
        return tags.stream()
                .map(tag -> new TagCount(mostUsed(words.get(tag.tag())).orElse(tag.tag()), tag.waiting()))
                .toList();
    }

    private static Optional<String> mostUsed(Map<String, Integer> spellings) {
        return spellings.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
