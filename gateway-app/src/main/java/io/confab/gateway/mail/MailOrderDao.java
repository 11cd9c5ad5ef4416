package io.confab.gateway.mail;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code mail_orders}. */
final class MailOrderDao {

    void insert(Transaction tx, MailOrder order) {
        tx.sql()
                .createUpdate("INSERT INTO mail_orders (order_id, kind, recipient, about, created_at, attempts, due_at)"
                        + " VALUES (:id, :kind, :recipient, CAST(:about AS UUID), :createdAt, :attempts, :dueAt)")
                .bind("id", order.id())
                .bind("kind", order.kind())
                .bind("recipient", order.recipient())
                .bind("about", order.about().orElse(null))
                .bind("createdAt", Rows.time(order.createdAt()))
                .bind("attempts", order.attempts())
                .bind("dueAt", Rows.time(order.dueAt()))
                .execute();
    }

    List<MailOrder> due(Transaction tx, Instant now, int most) {
        return tx.sql()
                .createQuery("SELECT order_id, kind, recipient, about, created_at, attempts, due_at FROM mail_orders"
                        + " WHERE due_at <= :now ORDER BY due_at LIMIT :most")
                .bind("now", Rows.time(now))
                .bind("most", most)
                .map((row, context) -> order(row))
                .list();
    }

    /** Puts the order off, unless someone else has; who did has it to himself until then. */
    boolean putOff(Transaction tx, MailOrder order, Instant until) {
        return tx.sql()
                        .createUpdate("UPDATE mail_orders SET attempts = attempts + 1, due_at = :until"
                                + " WHERE order_id = :id AND attempts = :attempts")
                        .bind("until", Rows.time(until))
                        .bind("id", order.id())
                        .bind("attempts", order.attempts())
                        .execute()
                == 1;
    }

    void retryAt(Transaction tx, MailOrder order, Instant at) {
        tx.sql()
                .createUpdate("UPDATE mail_orders SET due_at = :at WHERE order_id = :id")
                .bind("at", Rows.time(at))
                .bind("id", order.id())
                .execute();
    }

    void delete(Transaction tx, MailOrder order) {
        tx.sql()
                .createUpdate("DELETE FROM mail_orders WHERE order_id = :id")
                .bind("id", order.id())
                .execute();
    }

    private static MailOrder order(ResultSet row) throws SQLException {
        return new MailOrder(
                Rows.uuid(row, "order_id"),
                row.getString("kind"),
                row.getString("recipient"),
                Optional.ofNullable(Rows.uuid(row, "about")),
                Rows.instant(row, "created_at"),
                row.getInt("attempts"),
                Rows.instant(row, "due_at"));
    }
}
