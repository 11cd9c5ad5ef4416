package io.confab.gateway;

import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Slot;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is there, over real sockets. */
class PresenceIT {
    private static final Predicate<JsonNode> IS_ONLINE =
            frame -> frame.path("online").asBoolean();

    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void who_watches_is_told_at_once_how_it_stands_and_then_of_coming_and_going() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            watch(anns, ben);
            var first = anns.await(presenceOf(ben));
            assertThat(first.get("online").asBoolean()).isFalse();
            assertThat(first.has("cursor")).isFalse();

            var before = Instant.now().minusSeconds(1);
            try (var bens = Wire.hello(ben)) {
                anns.await(presenceOf(ben).and(IS_ONLINE));
                try (var bensPhone = Wire.hello(world.again(ben))) {
                    assertThat(bensPhone.isClosed()).isFalse();
                }
                assertThat(bens.isClosed()).isFalse();
            }
            var gone = anns.await(presenceOf(ben).and(frame -> frame.has("lastSeenAt")));
            assertThat(gone.get("online").asBoolean()).isFalse();
            assertThat(Instant.parse(gone.get("lastSeenAt").asText())).isAfter(before);
        }
    }

    @Test
    void nobody_is_told_of_who_is_not_watched_and_an_empty_list_ends_it() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            watch(anns, ben);
            anns.await(presenceOf(ben));
            watch(anns, new String[0]);
            watch(anns, cleo);
            anns.await(presenceOf(cleo));
            try (var bens = Wire.hello(ben);
                    var cleos = Wire.hello(cleo)) {
                anns.await(presenceOf(cleo).and(IS_ONLINE));
                assertThat(bens.isClosed() || cleos.isClosed()).isFalse();
                assertThat(anns.frames()).noneMatch(presenceOf(ben).and(IS_ONLINE));
            }
        }
    }

    @Test
    void who_shows_no_presence_is_not_there_and_a_change_of_mind_is_told() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            watch(anns, ben);
            anns.await(presenceOf(ben).and(IS_ONLINE));
            assertThat(bens.isClosed()).isFalse();
            ben.patch("/v1/me", Map.of("showPresence", false)).must(200);
            var gone = anns.await(presenceOf(ben).and(IS_ONLINE.negate()));
            assertThat(gone.has("lastSeenAt")).isFalse();
        }
    }

    @Test
    void who_is_blocked_by_the_one_watched_sees_nobody_there() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            ben.put("/v1/me/blocks/" + ann.userId()).must(202);
            bens.await("block.applied");
            watch(anns, ben);
            var seen = anns.await(presenceOf(ben));
            assertThat(seen.get("online").asBoolean()).isFalse();
            assertThat(seen.has("lastSeenAt")).isFalse();
        }
    }

    @Test
    void a_socket_of_a_gateway_that_was_killed_keeps_nobody_there_for_ever() throws Exception {
        try (var other = World.start()) {
            var ben = new UserId(UUID.randomUUID());
            leaveSession(other, ben);
            var survivor = other.gateway(Map.of());
            var ann = other.user(survivor);
            try (var anns = Wire.hello(ann)) {
                watch(anns, ben.toString());
                anns.await(presenceOf(ben.toString()).and(IS_ONLINE));
                var gone = anns.await(presenceOf(ben.toString()).and(IS_ONLINE.negate()));
                assertThat(gone.has("lastSeenAt")).isTrue();
            }
        }
    }

    /** All that a killed gateway leaves: a session at the inbox, on a slot that another one will have. */
    private static void leaveSession(World other, UserId user) throws Exception {
        var command = new OpenSession(
                user,
                new SocketId(UUID.randomUUID()),
                new SessionId(UUID.randomUUID()),
                new Slot(0),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ShowsPresence(true, 1)));
        var properties = KafkaClients.properties(other.settings());
        try (var producer = new KafkaProducer<>(
                        properties,
                        INBOX_COMMANDS.keySerde().serializer(),
                        INBOX_COMMANDS.valueSerde().serializer());
                var consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            producer.send(new ProducerRecord<>(INBOX_COMMANDS.name(), user, command))
                    .get();
            var slot = new TopicPartition(GATEWAY_PUSHES.name(), 0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> consumer.endOffsets(List.of(slot)).get(slot) > 0);
        }
    }

    private static void watch(Wire wire, Client... users) {
        watch(wire, Arrays.stream(users).map(Client::userId).toArray(String[]::new));
    }

    private static void watch(Wire wire, String... users) {
        wire.say(Map.of("type", "presence.watch", "userIds", List.of(users)));
    }

    private static Predicate<JsonNode> presenceOf(Client user) {
        return presenceOf(user.userId());
    }

    private static Predicate<JsonNode> presenceOf(String user) {
        return frame -> frame.path("type").asText().equals("presence")
                && frame.path("userId").asText().equals(user);
    }
}
