package io.confab.load.chatup;

import io.confab.load.match.Seekers;

/**
 * What is asked of chatup.
 *
 * @param seekers how many come a second, at random (Poisson), and what they are interested in
 * @param tickets how many in all
 * @param uncounted of these go before and count for nothing
 * @param users who seek, each with one ticket at a time
 * @param cancels share of tickets that are taken back, or tried to, some seconds later
 * @param again share of tickets during which their user seeks once more
 * @param repeats share of seeks that are sent twice, as by a gateway that got no answer
 * @param blocks share of users who block somebody who suits them, before the first ticket; as many again come and go meanwhile
 * @param perfect whether every second ticket has the tags of one that came some seconds before
 * @param seed draws all of that
 */
record Load(
        Seekers seekers,
        int tickets,
        int uncounted,
        int users,
        double cancels,
        double again,
        double repeats,
        double blocks,
        boolean perfect,
        long seed) {

    Load {
        if (tickets < 2 || users < 2) {
            throw new IllegalArgumentException("tickets and users are 2 or more");
        }
        if (uncounted < 0 || uncounted >= tickets) {
            throw new IllegalArgumentException("some of the tickets must count");
        }
        if (!isShare(cancels) || !isShare(again) || !isShare(repeats) || !isShare(blocks)) {
            throw new IllegalArgumentException("cancels, again, repeats and blocks are shares, from 0 to 1");
        }
    }

    double rate() {
        return seekers.rate();
    }

    /** Whether commands may be refused, of which only inboxes hear. */
    boolean isUnruly() {
        return cancels > 0 || again > 0 || repeats > 0;
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
