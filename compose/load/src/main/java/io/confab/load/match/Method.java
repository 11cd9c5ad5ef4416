package io.confab.load.match;

import io.confab.chatup.match.Match;
import io.confab.chatup.ticket.Ticket;
import java.time.Instant;
import java.util.List;

/** A way to decide who meets whom. */
interface Method {
    void add(Ticket ticket);

    /** Who meets at this time. They wait no longer. */
    List<Match> round(Instant at);

    int waiting();
}
