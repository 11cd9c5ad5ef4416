package io.confab.chat.directory;

import java.util.Objects;
import java.util.Optional;

/**
 * What the last change left of a row. Kept for a row that is gone too, so that an older change can't bring it back.
 *
 * @param version of that change
 * @param row as far as the directory has a use for it; empty: there is none
 */
record Known<R>(Version version, Optional<R> row) {

    Known {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(row, "row");
    }
}
