package io.confab.gateway.session;

import com.nimbusds.jose.jwk.ECKey;
import io.confab.gateway.db.Rows;
import io.confab.gateway.db.Transaction;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;

/** The table {@code signing_keys}. */
final class SigningKeyDao {

    List<SigningKey> list(Transaction tx) {
        return tx.sql()
                .createQuery("SELECT jwk, created_at FROM signing_keys ORDER BY created_at DESC, key_id")
                .map((row, context) -> new SigningKey(parse(row.getString("jwk")), Rows.instant(row, "created_at")))
                .list();
    }

    void insert(Transaction tx, SigningKey key) {
        tx.sql()
                .createUpdate("INSERT INTO signing_keys (key_id, jwk, created_at) VALUES (:id, :jwk, :createdAt)")
                .bind("id", key.id())
                .bind("jwk", key.jwk().toJSONString())
                .bind("createdAt", Rows.time(key.createdAt()))
                .execute();
    }

    void deleteOlder(Transaction tx, Instant createdBefore) {
        tx.sql()
                .createUpdate("DELETE FROM signing_keys WHERE created_at < :before")
                .bind("before", Rows.time(createdBefore))
                .execute();
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a signing key in the database can't be read", e);
        }
    }
}
