package io.confab.chatup.seeker;

import java.time.Duration;
import java.util.Objects;

/**
 * What an operator says about seekers.
 *
 * @param meetAgainAfter the time in which nobody is to meet the same user twice
 * @param ticketRetention how long the id of a ticket is remembered
 * @param parts that a crowded pool is split in
 * @param mostSynonyms words that may stand for others
 */
public record SeekerPolicy(Duration meetAgainAfter, Duration ticketRetention, int parts, int mostSynonyms) {

    public SeekerPolicy {
        Objects.requireNonNull(meetAgainAfter, "meetAgainAfter");
        Objects.requireNonNull(ticketRetention, "ticketRetention");
    }
}
