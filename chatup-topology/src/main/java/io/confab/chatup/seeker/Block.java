package io.confab.chatup.seeker;

import io.confab.schemas.directory.BlockRow;
import java.util.Optional;

/**
 * Whether a user blocks another. It is said in band, with a version, and told by the directory later; the higher version holds,
 * whichever way it came. A lifted block stays, so that what is older than it is known to be.
 *
 * @param told whether the directory has come so far; else this was said in band, and what the directory tells is older
 */
record Block(long version, boolean active, boolean told) {

    /** Of two who have never had to do with each other. */
    static final Block NONE = new Block(0, false, true);

    /** What is said in band. */
    Block said(long saidVersion, boolean saidActive) {
        return saidVersion > version ? new Block(saidVersion, saidActive, false) : this;
    }

    /** What the directory tells. That a row is gone has no version: it means the row told last, and nothing that was said since. */
    Block told(Optional<BlockRow> row) {
        if (row.isEmpty()) {
            return told && active ? new Block(version + 1, false, true) : this;
        }
        long rowVersion = row.get().version();
        if (rowVersion > version) {
            return new Block(rowVersion, true, true);
        }
        return rowVersion == version ? new Block(version, active, true) : this;
    }
}
