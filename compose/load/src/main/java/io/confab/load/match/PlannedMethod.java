package io.confab.load.match;

import io.confab.chatup.match.Match;
import io.confab.chatup.match.Matcher;
import io.confab.chatup.match.MatcherSettings;
import io.confab.chatup.match.TagFrequencies;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The matcher that ships, which knows the tags from those who came before. */
final class PlannedMethod implements Method {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int HORIZON = 1_000_000;

    private final TagFrequencies frequencies = new TagFrequencies(HORIZON);
    private final Matcher matcher;

    PlannedMethod(Duration patience, double bar, List<Ticket> before) {
        before.forEach(ticket -> frequencies.count(ticket.tags()));
        var longest = LONGEST_WAIT.compareTo(patience) < 0 ? patience : LONGEST_WAIT;
        matcher = new Matcher(MatcherSettings.of(patience, longest), new TagScorer(bar), frequencies);
    }

    @Override
    public void add(Ticket ticket) {
        frequencies.count(ticket.tags());
        matcher.add(ticket);
    }

    @Override
    public List<Match> round(Instant at) {
        return matcher.round(at).matches();
    }

    @Override
    public int waiting() {
        return matcher.size();
    }
}
