package io.confab.load.match;

import io.confab.chatup.ticket.Ticket;

/** How well two suit each other, 0 to 1. */
@FunctionalInterface
interface Score {
    double of(Ticket one, Ticket other);
}
