package io.confab.chatup.match;

import io.confab.chatup.ticket.Ticket;
import java.util.function.ToDoubleFunction;

/**
 * What an operator can say about who suits whom. It is asked about two who have a tag in common, and about any two at the end of the wait.
 * Pure: follows from its arguments alone. The kit {@code ScorerContract} in the tests holds an implementation to what is promised here.
 */
public interface Scorer {

    /**
     * How well two suit each other, from 0 (not at all) to 1. The same whichever comes first, to the last bit.
     *
     * @param weight how much a tag says, above 0
     */
    double score(Ticket one, Ticket other, ToDoubleFunction<String> weight);

    /**
     * The score with which two need not wait any longer, though a better match might come.
     *
     * @param waited how long the older one has waited, as a share of the patience: from 0 to 1. Never rises with it.
     */
    double bar(double waited);

    /**
     * Whether these two must not meet, whatever their score. The same whichever comes first. That nobody meets whom either avoids
     * need not be said: {@link Ticket#mayMeet} holds besides.
     */
    boolean vetoes(Ticket one, Ticket other);
}
