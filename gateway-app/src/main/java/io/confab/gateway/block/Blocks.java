package io.confab.gateway.block;

import io.confab.gateway.db.Database;
import io.confab.gateway.http.Page;
import io.confab.gateway.http.Paging;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has blocked whom, as rows. Each change raises the row's version, also one that changes nothing, so that of two records
 * of a block the later is known. Safe for any thread.
 */
public final class Blocks {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Database database;
    private final BlockDao dao = new BlockDao();

    public Blocks(Database database) {
        this.database = database;
    }

    /** Blocks; gives the row's new version, or empty if there is no user {@code blocked}. Committed when it returns. */
    public Optional<Long> put(UserId blocker, UserId blocked, Instant at) {
        return database.transaction(tx -> dao.put(tx, blocker, blocked, true, at));
    }

    /** Lifts the block, if there is one; otherwise like {@link #put}. */
    public Optional<Long> lift(UserId blocker, UserId blocked, Instant at) {
        return database.transaction(tx -> dao.put(tx, blocker, blocked, false, at));
    }

    /** One page of those whom the user has blocked; throws a problem with 422 if the cursor is none of ours. */
    Page<Block> list(UserId blocker, Paging paging) {
        var after = paging.after(Uuids::parse).orElse(BEFORE_ALL);
        var rows = database.read(tx -> dao.list(tx, blocker, after, paging.rows()));
        return paging.page(rows, block -> block.userId().toString());
    }

    /** Everyone whom the user has blocked, for the export. */
    public List<?> listAll(UserId blocker) {
        return database.read(tx -> dao.list(tx, blocker, BEFORE_ALL, Integer.MAX_VALUE));
    }
}
