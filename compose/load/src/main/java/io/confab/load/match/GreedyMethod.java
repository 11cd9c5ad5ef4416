package io.confab.load.match;

import io.confab.chatup.match.Match;
import io.confab.chatup.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What matchers commonly do, with a look at all who wait: something to compare with, not to run. */
final class GreedyMethod implements Method {

    /** When two meet. */
    enum Rule {
        /** As soon as there is one with a tag in common; of those, who waits longest. */
        FIRST,
        /** When their score is over a bar that falls as the older one waits, the best pairs first. */
        FALLING_BAR,
        /** When one's patience is over, with the best there is. */
        BEST_WHEN_DUE
    }

    private static final double FIRST_BAR = 0.6;
    private static final Comparator<Match> BEST_FIRST = Comparator.comparingDouble(Match::score)
            .reversed()
            .thenComparing(Match::older, Ticket.BY_AGE)
            .thenComparing(Match::younger, Ticket.BY_AGE);

    private final Rule rule;
    private final Duration patience;
    private final Score score;
    private final Set<Ticket> waiting = new LinkedHashSet<>();
    private final List<Match> possible = new ArrayList<>();

    GreedyMethod(Rule rule, Duration patience, Score score) {
        this.rule = rule;
        this.patience = patience;
        this.score = score;
    }

    @Override
    public void add(Ticket ticket) {
        if (rule == Rule.FALLING_BAR) {
            waiting.forEach(other -> {
                double alike = score.of(other, ticket);
                if (alike > 0) {
                    possible.add(new Match(other, ticket, alike));
                }
            });
        }
        waiting.add(ticket);
    }

    @Override
    public List<Match> round(Instant at) {
        return rule == Rule.FALLING_BAR ? overTheBar(at) : oneByOne(at);
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    private List<Match> overTheBar(Instant at) {
        var taken = new HashSet<Ticket>();
        var matches = new ArrayList<Match>();
        possible.stream()
                .filter(match ->
                        match.score() >= barAfter(Duration.between(match.older().since(), at)))
                .sorted(BEST_FIRST)
                .forEach(match -> {
                    if (!taken.contains(match.older()) && !taken.contains(match.younger())) {
                        taken.add(match.older());
                        taken.add(match.younger());
                        matches.add(match);
                    }
                });
        possible.removeIf(match -> taken.contains(match.older()) || taken.contains(match.younger()));
        waiting.removeAll(taken);
        return matches;
    }

    private double barAfter(Duration waited) {
        double left = Math.max(0, 1 - (double) waited.toMillis() / patience.toMillis());
        return FIRST_BAR * left * left;
    }

    private List<Match> oneByOne(Instant at) {
        var matches = new ArrayList<Match>();
        for (var ticket : List.copyOf(waiting)) {
            boolean isDue = Duration.between(ticket.since(), at).compareTo(patience) >= 0;
            if (waiting.contains(ticket) && (rule == Rule.FIRST || isDue)) {
                partnerOf(ticket).ifPresent(match -> {
                    waiting.remove(match.older());
                    waiting.remove(match.younger());
                    matches.add(match);
                });
            }
        }
        return matches;
    }

    private Optional<Match> partnerOf(Ticket ticket) {
        Match best = null;
        for (var other : waiting) {
            double alike = other.equals(ticket) ? 0 : score.of(ticket, other);
            if (alike > 0 && (best == null || alike > best.score())) {
                best = new Match(ticket, other, alike);
                if (rule == Rule.FIRST) {
                    break;
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
