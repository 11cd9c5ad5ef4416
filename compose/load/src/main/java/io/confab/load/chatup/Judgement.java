package io.confab.load.chatup;

import java.util.List;
import java.util.Map;

/**
 * What the checker says of a run.
 *
 * @param breaches how often each promise was broken; those that were kept are not in it
 * @param shown the first of them
 * @param commands seeks and cancels, each once
 * @param taken tickets that waited
 * @param blocked pairs of users between whom there was a block
 * @param acrossFreshBlocks matches across a block that was on its topic, but not as long as it may take until it holds
 * @param acrossBlocksOlderThanTicket of these, those where the younger ticket came after the block
 * @param longestAfterBlockMs the longest time after which such a match came
 */
record Judgement(
        Map<Promise, Integer> breaches,
        List<String> shown,
        long commands,
        long taken,
        long matched,
        long expired,
        long cancelled,
        long matches,
        long blocked,
        long acrossFreshBlocks,
        long acrossBlocksOlderThanTicket,
        long longestAfterBlockMs) {

    Judgement {
        breaches = Map.copyOf(breaches);
        shown = List.copyOf(shown);
    }

    boolean holds() {
        return breaches.isEmpty();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(String.format(
                "%,d commands, %,d tickets taken: %,d matched in %,d matches, %,d expired, %,d cancelled%n",
                commands, taken, matched, matches, expired, cancelled));
        text.append(String.format(
                "%,d pairs with a block; %d matches within the time a block may take to hold, %d of them with a ticket"
                        + " younger than it, the last %d ms after it%n",
                blocked, acrossFreshBlocks, acrossBlocksOlderThanTicket, longestAfterBlockMs));
        text.append(holds() ? "every promise was kept" : "promises were BROKEN: " + breaches);
        shown.forEach(breach -> text.append(System.lineSeparator()).append("  ").append(breach));
        return text.toString();
    }
}
