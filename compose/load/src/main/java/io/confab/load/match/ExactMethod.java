package io.confab.load.match;

import io.confab.chatup.match.Match;
import io.confab.chatup.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** When one's patience is over, with the partner that an exact matching of all who wait has for one. Slow. */
final class ExactMethod implements Method {
    private final Duration patience;
    private final Score score;
    private final Set<Ticket> waiting = new LinkedHashSet<>();

    ExactMethod(Duration patience, Score score) {
        this.patience = patience;
        this.score = score;
    }

    @Override
    public void add(Ticket ticket) {
        waiting.add(ticket);
    }

    @Override
    public List<Match> round(Instant at) {
        if (waiting.size() < 2 || waiting.stream().noneMatch(ticket -> isDue(ticket, at))) {
            return List.of();
        }
        var matches = new ArrayList<Match>();
        for (var match : Exact.matching(List.copyOf(waiting), Duration.ofDays(1), score)) {
            if (isDue(match.older(), at) || isDue(match.younger(), at)) {
                waiting.remove(match.older());
                waiting.remove(match.younger());
                matches.add(match);
            }
        }
        return matches;
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    private boolean isDue(Ticket ticket, Instant at) {
        return Duration.between(ticket.since(), at).compareTo(patience) >= 0;
    }
}
