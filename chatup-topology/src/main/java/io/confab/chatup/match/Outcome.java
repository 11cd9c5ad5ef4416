package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import java.util.List;

/** What a round decided: who meets whom, and whose time is over without anyone. None of them waits any more. */
public record Outcome(List<Match> matches, List<Ticket> expired) {

    public Outcome {
        matches = List.copyOf(matches);
        expired = List.copyOf(expired);
    }
}
