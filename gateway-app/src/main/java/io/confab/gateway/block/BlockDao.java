package io.confab.gateway.block;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code blocks}. */
final class BlockDao {

    /** The row's new version; empty if there is no such user. */
    Optional<Long> put(Transaction tx, UserId blocker, UserId blocked, boolean active, Instant at) {
        return tx.sql()
                .createQuery("INSERT INTO blocks (blocker_id, blocked_id, active, version, changed_at)"
                        + " SELECT CAST(:blocker AS UUID), u.user_id, :active, 1, :at"
                        + " FROM users u WHERE u.user_id = :blocked"
                        + " ON CONFLICT (blocker_id, blocked_id) DO UPDATE"
                        + " SET active = excluded.active, version = blocks.version + 1,"
                        + " changed_at = excluded.changed_at"
                        + " RETURNING version")
                .bind("blocker", blocker.value())
                .bind("blocked", blocked.value())
                .bind("active", active)
                .bind("at", Rows.time(at))
                .mapTo(Long.class)
                .findOne();
    }

    /** In order of the blocked users' ids, those after {@code after} first. */
    List<Block> list(Transaction tx, UserId blocker, UUID after, int most) {
        return tx.sql()
                .createQuery("SELECT b.blocked_id, u.username, u.display_name, b.changed_at"
                        + " FROM blocks b JOIN users u ON u.user_id = b.blocked_id"
                        + " WHERE b.blocker_id = :blocker AND b.active AND b.blocked_id > :after"
                        + " ORDER BY b.blocked_id LIMIT :most")
                .bind("blocker", blocker.value())
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> new Block(
                        new UserId(Rows.uuid(row, "blocked_id")),
                        row.getString("username"),
                        row.getString("display_name"),
                        Rows.instant(row, "changed_at")))
                .list();
    }
}
