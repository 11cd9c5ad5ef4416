package io.confab.schemas.directory;

import io.confab.schemas.id.UserId;
import java.util.Objects;

/** Who blocks whom. Written as the two ids with a colon between. */
public record BlockKey(UserId blockerId, UserId blockedId) {

    public BlockKey {
        Objects.requireNonNull(blockerId, "blockerId");
        Objects.requireNonNull(blockedId, "blockedId");
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    public static BlockKey of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a block key is two ids with a colon between");
        }
        return new BlockKey(UserId.of(text.substring(0, colon)), UserId.of(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return blockerId + ":" + blockedId;
    }
}
