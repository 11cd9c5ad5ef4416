package io.confab.load.chatup;

import java.time.Duration;
import java.util.Objects;

/**
 * What a run is judged by.
 *
 * @param meetAgainAfter within which nobody meets the same one twice
 * @param blockWithin until a block must hold that is on {@code directory.blocks}: counted from when tickets wait that were asked
 *     for at the same time, and while a worker is down it stands still
 */
record Terms(Duration meetAgainAfter, Duration blockWithin, Outages outages, Lags lags) {

    /** For a run in which nothing is disturbed and nothing late. */
    Terms(Duration meetAgainAfter, Duration blockWithin) {
        this(meetAgainAfter, blockWithin, Outages.NONE, new Lags());
    }

    Terms {
        Objects.requireNonNull(meetAgainAfter, "meetAgainAfter");
        Objects.requireNonNull(blockWithin, "blockWithin");
        Objects.requireNonNull(outages, "outages");
        Objects.requireNonNull(lags, "lags");
    }

    /** Whether a block that was set at one time must hold at the other. */
    boolean mustHold(long setMs, long atMs) {
        long late = outages.millisBetween(setMs, atMs) + lags.around(setMs);
        return atMs - setMs - late > blockWithin.toMillis();
    }
}
