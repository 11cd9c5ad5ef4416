package io.confab.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.embedded.EmbeddedDatabase;
import io.confab.gateway.Words;
import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the database finds messages among 100,000 in 1,000 conversations, of which a user is in 20 and another in all. */
class SearchPlanIT {
    private static final UserId ME = new UserId(new UUID(0, 1));
    private static final UserId SOCIABLE = new UserId(new UUID(1, 1));
    private static final ConversationId ONE = new ConversationId(new UUID(1, 0));

    @TempDir
    private static Path directory;

    private static EmbeddedDatabase server;
    private static Database database;

    @BeforeAll
    static void start() {
        server = EmbeddedDatabase.start(directory);
        database = Database.open(
                Settings.of(Map.of(
                        "confab.gateway.database.url", server.jdbcUrl(),
                        "confab.gateway.database.user", server.user(),
                        "confab.gateway.database.password", server.password())),
                new Random(1),
                new SimpleMeterRegistry());
        database.transact(SearchPlanIT::fill);
        database.transact(tx -> tx.sql().execute("ANALYZE"));
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    /** Every message has a word of its own, one of 1,000, and one that all have. */
    private static void fill(Transaction tx) {
        String conversation = "CAST(lpad(to_hex(c), 16, '0') || lpad('', 16, '0') AS UUID)";
        tx.sql()
                .execute("INSERT INTO conversations (conversation_id, kind, title, created_by, created_at, last_seq,"
                        + " active_at) SELECT " + conversation + ", 'group', 'g', '" + ME + "', now(), 100, now()"
                        + " FROM generate_series(1, 1000) c");
        tx.sql()
                .execute("INSERT INTO conversation_members (conversation_id, user_id, username, display_name, role,"
                        + " place, read_seq) SELECT " + conversation
                        + ", CAST(lpad(to_hex((c - 1) / 20 + 1), 32, '0') AS UUID),"
                        + " 'ann', 'Ann', 'member', 0, 0 FROM generate_series(1, 1000) c");
        tx.sql()
                .execute("INSERT INTO conversation_members (conversation_id, user_id, username, display_name, role,"
                        + " place, read_seq) SELECT " + conversation + ", '" + SOCIABLE + "', 'ben', 'Ben', 'member',"
                        + " 1, 0 FROM generate_series(1, 1000) c");
        tx.sql()
                .execute(
                        "INSERT INTO messages (conversation_id, seq, message_id, client_message_id, sender_id, text,"
                                + " words, sent_at) SELECT " + conversation
                                + ", s, gen_random_uuid(), gen_random_uuid(),"
                                + " gen_random_uuid(), 'text', CAST('tea own' || (c * 100 + s) || ' some' || (s * c) % 1000 AS TSVECTOR),"
                                + " now() - s * interval '1 minute' FROM generate_series(1, 1000) c, generate_series(1, 100) s");
    }

    @Test
    void who_is_in_few_conversations_has_their_messages_alone_looked_at() {
        assertThat(plan(ME, "own150", false)).contains("messages_pkey").doesNotContain("Seq Scan on messages");
        assertThat(plan(ME, "tea", false)).contains("messages_pkey").doesNotContain("Seq Scan on messages");
        assertThat(found(ME, "own150", Optional.empty())).isEqualTo(11); // own150, and own1500 to own1509
        assertThat(found(ME, "tea", Optional.empty())).isEqualTo(51);
    }

    @Test
    void who_is_in_many_has_a_rare_word_or_its_beginning_found_by_the_index_of_words() {
        assertThat(plan(SOCIABLE, "own150", false))
                .contains("messages_by_words")
                .doesNotContain("Seq Scan on messages");
        assertThat(plan(SOCIABLE, "tea own1234", false))
                .contains("messages_by_words")
                .doesNotContain("Seq Scan on messages");
        assertThat(found(SOCIABLE, "own1234", Optional.empty())).isEqualTo(11); // own1234, and own12340 to own12349
    }

    @Test
    void in_one_conversation_its_messages_alone_are_looked_at() {
        assertThat(plan(SOCIABLE, "tea", true)).contains("messages_pkey").doesNotContain("Seq Scan on messages");
        assertThat(found(SOCIABLE, "tea", Optional.of(ONE))).isEqualTo(51);
    }

    private static int found(UserId user, String query, Optional<ConversationId> conversation) {
        return database.read(tx -> new QueryDao().found(tx, user, Words.of(query), conversation, Optional.empty(), 51))
                .size();
    }

    private static String plan(UserId user, String words, boolean inOne) {
        return String.join("\n", database.<List<String>>read(tx -> {
            var query = tx.sql()
                    .createQuery("EXPLAIN " + QueryDao.search(inOne, false))
                    .bind("me", user.value())
                    .bind("words", Words.of(words).asQuery())
                    .bind("most", 51);
            if (inOne) {
                query.bind("conversation", ONE.value());
            }
            return query.mapTo(String.class).list();
        }));
    }
}
