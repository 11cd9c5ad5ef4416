package io.confab.gateway.profile;

import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tables {@code users} and {@code user_tags}. */
final class ProfileDao {
    private static final String PUBLIC_COLUMNS = "user_id, username, display_name, bio";

    void insert(Transaction tx, NewProfile profile) {
        tx.sql()
                .createUpdate("INSERT INTO users (user_id, username, display_name, bio, send_receipts, show_presence,"
                        + " show_typing, created_at, changed_at)"
                        + " VALUES (:userId, :username, :displayName, '', true, true, true, :at, :at)")
                .bind("userId", profile.userId().value())
                .bind("username", profile.username())
                .bind("displayName", profile.displayName().value())
                .bind("at", Rows.time(profile.at()))
                .execute();
        putTags(tx, profile.userId(), profile.tags(), profile.at());
    }

    void putTags(Transaction tx, UserId userId, Tags tags, Instant at) {
        tx.sql()
                .createUpdate("INSERT INTO user_tags (user_id, tags, changed_at)"
                        + " VALUES (:userId, CAST(:tags AS JSONB), :at)"
                        + " ON CONFLICT (user_id) DO UPDATE SET tags = excluded.tags, changed_at = excluded.changed_at")
                .bind("userId", userId.value())
                .bind("tags", TagsJson.write(tags))
                .bind("at", Rows.time(at))
                .execute();
    }

    /** What {@code change} leaves empty stays. The row is later than it was, whatever this clock says. */
    void update(Transaction tx, UserId userId, ProfileChange change, Instant at) {
        tx.sql()
                .createUpdate("UPDATE users SET display_name = COALESCE(:displayName, display_name),"
                        + " bio = COALESCE(:bio, bio),"
                        + " send_receipts = COALESCE(CAST(:sendReceipts AS BOOLEAN), send_receipts),"
                        + " show_presence = COALESCE(CAST(:showPresence AS BOOLEAN), show_presence),"
                        + " show_typing = COALESCE(CAST(:showTyping AS BOOLEAN), show_typing),"
                        + " changed_at = GREATEST(:at, changed_at + INTERVAL '1 microsecond') WHERE user_id = :userId")
                .bind(
                        "displayName",
                        change.displayName().map(DisplayName::value).orElse(null))
                .bind("bio", change.bio().map(Bio::value).orElse(null))
                .bind("sendReceipts", change.sendReceipts().orElse(null))
                .bind("showPresence", change.showPresence().orElse(null))
                .bind("showTyping", change.showTyping().orElse(null))
                .bind("at", Rows.time(at))
                .bind("userId", userId.value())
                .execute();
    }

    Optional<Me> findMe(Transaction tx, UserId userId) {
        return tx.sql()
                .createQuery("SELECT u.user_id, u.username, c.email, u.display_name, u.bio, t.tags, u.created_at,"
                        + " u.send_receipts, u.show_presence, u.show_typing"
                        + " FROM users u"
                        + " JOIN credentials c ON c.user_id = u.user_id"
                        + " JOIN user_tags t ON t.user_id = u.user_id"
                        + " WHERE u.user_id = :userId")
                .bind("userId", userId.value())
                .map((row, context) -> me(row))
                .findOne();
    }

    List<PublicProfile> find(Transaction tx, Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return tx.sql()
                .createQuery("SELECT " + PUBLIC_COLUMNS + " FROM users WHERE user_id IN (<ids>)")
                .bindList("ids", ids.stream().map(UserId::value).toList())
                .map((row, context) -> profile(row))
                .list();
    }

    /** Of those of {@code ids} that are users. */
    List<Switches> switches(Transaction tx, Collection<UserId> ids) {
        return tx.sql()
                .createQuery("SELECT send_receipts, show_presence, show_typing, changed_at FROM users"
                        + " WHERE user_id IN (<ids>)")
                .bindList("ids", ids.stream().map(UserId::value).toList())
                .map((row, context) -> new Switches(
                        row.getBoolean("send_receipts"),
                        row.getBoolean("show_presence"),
                        row.getBoolean("show_typing"),
                        ChronoUnit.MICROS.between(Instant.EPOCH, Rows.instant(row, "changed_at"))))
                .list();
    }

    /** In order of username, those after {@code after} first. */
    List<PublicProfile> search(Transaction tx, String prefix, String after, int most) {
        return tx.sql()
                .createQuery("SELECT " + PUBLIC_COLUMNS + " FROM users"
                        + " WHERE username LIKE :pattern AND username > :after ORDER BY username LIMIT :most")
                .bind(
                        "pattern",
                        prefix.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%") + "%")
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> profile(row))
                .list();
    }

    private static Me me(ResultSet row) throws SQLException {
        return new Me(
                new UserId(Rows.uuid(row, "user_id")),
                row.getString("username"),
                row.getString("email"),
                row.getString("display_name"),
                notEmpty(row.getString("bio")),
                TagsJson.read(row.getString("tags")),
                Rows.instant(row, "created_at"),
                row.getBoolean("send_receipts"),
                row.getBoolean("show_presence"),
                row.getBoolean("show_typing"));
    }

    private static PublicProfile profile(ResultSet row) throws SQLException {
        return new PublicProfile(
                new UserId(Rows.uuid(row, "user_id")),
                row.getString("username"),
                row.getString("display_name"),
                notEmpty(row.getString("bio")));
    }

    private static Optional<String> notEmpty(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }
}
