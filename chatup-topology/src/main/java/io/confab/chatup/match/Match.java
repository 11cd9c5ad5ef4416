package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;

/**
 * Two that meet now.
 *
 * @param older the one that has waited longer
 * @param score what the scorer said of them when the younger one came
 */
public record Match(Ticket older, Ticket younger, double score) {

    static Match of(Ticket one, Ticket other, double score) {
        return Ticket.BY_AGE.compare(one, other) < 0 ? new Match(one, other, score) : new Match(other, one, score);
    }
}
