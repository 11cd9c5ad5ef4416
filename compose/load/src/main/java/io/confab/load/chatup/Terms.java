package io.confab.load.chatup;

import java.time.Duration;
import java.util.Objects;

/**
 * What a run is judged by.
 *
 * @param meetAgainAfter within which nobody meets the same one twice
 * @param blockWithin from when a block is on {@code directory.blocks} until it must hold; while a worker is down that time stands
 *     still
 */
record Terms(Duration meetAgainAfter, Duration blockWithin, Outages outages) {

    Terms {
        Objects.requireNonNull(meetAgainAfter, "meetAgainAfter");
        Objects.requireNonNull(blockWithin, "blockWithin");
        Objects.requireNonNull(outages, "outages");
    }
}
