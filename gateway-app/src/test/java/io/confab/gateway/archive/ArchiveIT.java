package io.confab.gateway.archive;

import static io.confab.schemas.topic.Topics.CHAT_EVENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.confab.gateway.db.Database;
import io.confab.gateway.db.Rows;
import io.confab.gateway.world.World;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.topic.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archive on a real database, and what it does with records that it can't keep. */
class ArchiveIT {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final String MESSAGES = "SELECT seq, message_id, sender_id, text, reply_to, sent_at, version,"
            + " edited_at, deleted_at FROM messages WHERE conversation_id = :id ORDER BY seq";
    private static final String CONVERSATION = "SELECT kind, title, created_by, created_at, last_seq, active_at"
            + " FROM conversations WHERE conversation_id = :id";
    private static final String MEMBERS = "SELECT user_id, username, role, place, read_seq, version, joined_seq,"
            + " hidden_seq, left_at FROM conversation_members"
            + " WHERE conversation_id = :id ORDER BY place";

    private static final String REACTIONS = "SELECT seq, emoji, user_id, version, place FROM message_reactions"
            + " WHERE conversation_id = :id ORDER BY seq, place, version";
    private static final String THUMB = "\uD83D\uDC4D";
    private static final String HEART = "\u2764\uFE0F";

    private final ConversationId conversation = new ConversationId(UUID.randomUUID());
    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId cleo = new UserId(UUID.randomUUID());
    private final UserId ben = new UserId(UUID.randomUUID());
    private World world;
    private Database database;

    @BeforeEach
    void open() {
        world = World.shared();
        world.gateway();
        database = Database.open(world.settings(), new Random(1), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_same_events_again_change_nothing() {
        var events = List.of(
                created(), message(1, "one"), read(ben, 1), message(2, "two"), message(3, "three"), read(ann, 3));
        write(events);
        var once = rows();
        assertThat(once.get(0)).hasSize(3);
        assertThat(once.get(1))
                .singleElement()
                .extracting(row -> row.get("last_seq"))
                .isEqualTo(3L);
        assertThat(once.get(2)).extracting(row -> row.get("read_seq")).containsExactly(3L, 1L);

        write(events);
        write(events.subList(0, 4));
        events.forEach(event -> write(List.of(event)));

        assertThat(rows()).isEqualTo(once);
    }

    @Test
    void one_by_one_comes_to_the_same_as_a_batch() {
        var events = List.of(created(), message(1, "one"), read(ben, 1), message(2, "two"), read(ben, 2));
        events.forEach(event -> write(List.of(event)));
        var single = rows();
        database.transact(tx -> {
            for (var table : List.of("messages", "conversations", "conversation_members")) {
                tx.sql()
                        .createUpdate("DELETE FROM " + table + " WHERE conversation_id = :id")
                        .bind("id", conversation.value())
                        .execute();
            }
        });
        write(events);
        assertThat(rows()).isEqualTo(single);
    }

    @Test
    void changes_of_a_group_are_kept_and_an_older_one_that_comes_again_changes_nothing() {
        var events = List.of(
                created(),
                message(1, "one"),
                new ConversationChanged(START, Optional.empty(), conversation, 1, "Other", ann),
                new MemberRemoved(START, Optional.empty(), conversation, 2, ben, ann, Optional.of(new Seq(1))),
                message(2, "two"),
                added(3, ben),
                new MemberChanged(START, Optional.empty(), conversation, 4, ben, Role.ADMIN, ann),
                added(5, cleo),
                new MemberRemoved(START, Optional.empty(), conversation, 6, cleo, cleo, Optional.of(new Seq(2))));
        write(events);
        var once = rows();
        assertThat(once.get(1))
                .singleElement()
                .extracting(row -> row.get("title"))
                .isEqualTo("Other");
        assertThat(once.get(2))
                .extracting(
                        row -> row.get("user_id"),
                        row -> row.get("role"),
                        row -> row.get("joined_seq"),
                        row -> row.get("hidden_seq"),
                        row -> row.get("left_at") == null)
                .containsExactly(
                        tuple(ann.value(), "owner", 0L, 0L, true),
                        tuple(ben.value(), "admin", 2L, 2L, true),
                        tuple(cleo.value(), "member", 2L, 2L, false));

        write(events);
        for (int end = 1; end < events.size(); end++) {
            write(events.subList(0, end));
        }
        events.forEach(event -> write(List.of(event)));

        assertThat(rows()).isEqualTo(once);
    }

    @Test
    void the_latest_word_of_a_mute_holds_and_an_older_one_that_comes_again_changes_nothing() {
        var until = START.plusSeconds(60);
        var events = List.of(
                created(),
                muted(1, Optional.of(START.plusSeconds(30))),
                muted(2, Optional.empty()),
                muted(3, Optional.of(until)),
                new MemberRemoved(START, Optional.empty(), conversation, 1, ben, ann, Optional.empty()),
                added(2, ben));
        write(events);
        assertThat(mutedUntil()).containsExactly(until);

        write(events);
        events.forEach(event -> write(List.of(event)));
        assertThat(mutedUntil()).containsExactly(until);

        write(List.of(muted(4, Optional.empty())));
        events.forEach(event -> write(List.of(event)));
        assertThat(mutedUntil()).isEmpty();
    }

    private List<Instant> mutedUntil() {
        return database.read(tx -> tx.sql()
                .createQuery("SELECT muted_until FROM conversation_members"
                        + " WHERE conversation_id = :id AND muted_until IS NOT NULL")
                .bind("id", conversation.value())
                .map((row, context) -> Rows.instant(row, "muted_until"))
                .list());
    }

    @Test
    void changes_of_messages_are_kept_and_an_older_one_that_comes_again_changes_nothing() {
        var events = List.of(
                created(),
                message(1, "one"),
                message(2, "two"),
                edited(1, 1, "uno"),
                reacted(1, 2, THUMB, ben),
                reacted(1, 3, HEART, ann),
                reacted(1, 4, THUMB, ann),
                unreacted(1, 5, THUMB, ben),
                reacted(1, 6, THUMB, ben),
                reacted(2, 1, THUMB, ben),
                edited(2, 2, "dos"),
                new MessageDeleted(START, Optional.empty(), conversation, new Seq(2), 3, Kind.GROUP, ann, ben),
                edited(1, 7, "eins"));
        write(events);
        var once = rows();
        assertThat(once.get(0))
                .extracting(
                        row -> row.get("text"),
                        row -> row.get("version"),
                        row -> row.get("edited_at") != null,
                        row -> row.get("deleted_at") != null)
                .containsExactly(tuple("eins", 7L, true, false), tuple("", 3L, false, true));
        assertThat(once.get(3))
                .extracting(row -> row.get("seq"), row -> row.get("emoji"), row -> row.get("user_id"))
                .containsExactly(
                        tuple(1L, THUMB, ann.value()), tuple(1L, THUMB, ben.value()), tuple(1L, HEART, ann.value()));

        write(events);
        for (int start = 0; start < events.size(); start++) { // as a consumer that reads again from any offset
            write(events.subList(start, events.size()));
        }
        for (int end = 1; end < events.size(); end++) {
            write(events.subList(0, end));
        }
        events.forEach(event -> write(List.of(event)));

        assertThat(rows()).isEqualTo(once);
    }

    @Test
    void a_change_of_a_message_that_is_not_kept_is_left_out() {
        write(List.of(created(), message(1, "one"), edited(7, 1, "seven"), reacted(7, 2, THUMB, ben)));
        assertThat(rows().get(0)).extracting(row -> row.get("text")).containsExactly("one");
        assertThat(rows().get(3)).isEmpty();
    }

    @Test
    void what_cannot_be_read_or_kept_is_set_aside_and_the_rest_goes_on() throws Exception {
        try (var producer = producer()) {
            append(producer, serialized(created()));
            append(producer, "nonsense".getBytes(UTF_8));
            append(producer, serialized(message(1, "before")));
            append(producer, serialized(message(2, "nul \u0000")));
            append(producer, serialized(message(3, "after")));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rows().get(0))
                        .extracting(row -> row.get("text"))
                        .containsExactly("before", "after"));

        var letters = deadLetters(2);
        assertThat(letters)
                .extracting(letter -> header(letter, "confab.dead-letter.stage"))
                .containsExactlyInAnyOrder("read", "process");
        assertThat(letters)
                .allSatisfy(letter ->
                        assertThat(header(letter, "confab.dead-letter.topic")).isEqualTo("chat.events"))
                .allSatisfy(letter -> assertThat(letter.key())
                        .isEqualTo(conversation.toString().getBytes(UTF_8)));
        assertThat(letters)
                .extracting(letter -> new String(letter.value(), UTF_8))
                .contains("nonsense");
    }

    private void write(List<? extends ChatEvent> events) {
        database.transact(tx -> new ArchiveDao().write(tx, ArchiveBatch.of(events)));
    }

    private List<List<Map<String, Object>>> rows() {
        return database.read(tx -> List.of(MESSAGES, CONVERSATION, MEMBERS, REACTIONS).stream()
                .map(sql -> tx.sql()
                        .createQuery(sql)
                        .bind("id", conversation.value())
                        .mapToMap()
                        .list())
                .toList());
    }

    private ConversationCreated created() {
        return new ConversationCreated(
                START,
                Optional.empty(),
                conversation,
                Kind.GROUP,
                Optional.of("Title"),
                History.JOINED,
                ann,
                List.of(new Member(ann, "ann", "Ann", Role.OWNER), new Member(ben, "ben", "Ben", Role.MEMBER)),
                Optional.empty());
    }

    private ConversationMuted muted(long version, Optional<Instant> until) {
        return new ConversationMuted(START, Optional.empty(), conversation, version, ben, until);
    }

    private MemberAdded added(long version, UserId user) {
        return new MemberAdded(
                START,
                Optional.empty(),
                conversation,
                version,
                user,
                "name",
                "Name",
                Role.MEMBER,
                ann,
                History.JOINED,
                Optional.of(new Seq(2)));
    }

    private MessageSent message(long seq, String text) {
        return new MessageSent(
                START.plusSeconds(seq),
                Optional.empty(),
                conversation,
                new Seq(seq),
                new MessageId(new UUID(conversation.value().getMostSignificantBits(), seq)),
                new ClientMessageId(new UUID(conversation.value().getMostSignificantBits(), seq)),
                ann,
                text,
                seq == 3 ? Optional.of(new Seq(1)) : Optional.empty());
    }

    private MessageEdited edited(long seq, long version, String text) {
        return new MessageEdited(
                START.plusSeconds(version), Optional.empty(), conversation, new Seq(seq), version, text, ann);
    }

    private ReactionAdded reacted(long seq, long version, String emoji, UserId user) {
        return new ReactionAdded(START, Optional.empty(), conversation, new Seq(seq), version, emoji, user);
    }

    private ReactionRemoved unreacted(long seq, long version, String emoji, UserId user) {
        return new ReactionRemoved(START, Optional.empty(), conversation, new Seq(seq), version, emoji, user);
    }

    private ConversationRead read(UserId reader, long seq) {
        return new ConversationRead(
                START.plusSeconds(seq), Optional.empty(), conversation, reader, new Seq(seq), Optional.empty());
    }

    private static byte[] serialized(ChatEvent event) {
        return CHAT_EVENTS.valueSerde().serializer().serialize(CHAT_EVENTS.name(), event);
    }

    private void append(KafkaProducer<byte[], byte[]> producer, byte[] value)
            throws ExecutionException, InterruptedException {
        byte[] key = conversation.toString().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(CHAT_EVENTS.name(), key, value)).get();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                KafkaClients.properties(world.settings()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The archive's own: who else reads the events sets aside what it can't read too. */
    private List<ConsumerRecord<byte[], byte[]>> deadLetters(int number) {
        var config = KafkaClients.properties(world.settings());
        config.put("group.id", "archive-it-" + conversation);
        config.put("auto.offset.reset", "earliest");
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(CHAT_EVENTS.deadLetters()));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(letter -> {
                    if (header(letter, "confab.dead-letter.application").equals("confab-archive")) {
                        letters.add(letter);
                    }
                });
                return letters.size() >= number;
            });
        }
        return letters;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
