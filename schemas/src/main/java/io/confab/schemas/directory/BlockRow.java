package io.confab.schemas.directory;

import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.Objects;

/**
 * A block that holds.
 *
 * @param version counts the changes of the row, from 1
 */
public record BlockRow(UserId blockerId, UserId blockedId, long version, Instant changedAt) {

    public BlockRow {
        Objects.requireNonNull(blockerId, "blockerId");
        Objects.requireNonNull(blockedId, "blockedId");
        Objects.requireNonNull(changedAt, "changedAt");
    }
}
