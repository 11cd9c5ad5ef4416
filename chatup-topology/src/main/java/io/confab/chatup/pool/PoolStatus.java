package io.confab.chatup.pool;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is known of a cell besides its tickets.
 *
 * @param keeps whether newcomers wait here; a part of a pool that is not crowded passes them on to the pool itself
 * @param typicalWaitMs milliseconds that those who met lately waited, where there is ground for a guess
 */
record PoolStatus(boolean keeps, OptionalLong typicalWaitMs) {

    /** Before anything was said of it. */
    static final PoolStatus NEW = new PoolStatus(false, OptionalLong.empty());

    PoolStatus {
        Objects.requireNonNull(typicalWaitMs, "typicalWaitMs");
    }
}
