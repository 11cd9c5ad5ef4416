package io.confab.gateway.pool;

import static io.confab.schemas.topic.Topics.CHATUP_TRENDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.Gateway;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.World;
import io.confab.schemas.chatup.PoolTrend;
import io.confab.schemas.chatup.PoolTrend.TagCount;
import io.confab.schemas.json.Json;
import io.confab.schemas.ops.Health;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools and what is wanted in them, as clients read it. */
class PoolIT {
    private static World world;
    private static Gateway anywhere;
    private static Gateway somewhere;
    private static Client ann;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        world = World.ofAccounts();
        anywhere = World.gatewayOfAccounts();
        somewhere = world.gateway(Map.of("confab.gateway.pools", "it/rome,it"));
        ann = world.person(anywhere, "seeker").join().http();
        producer = new KafkaProducer<>(
                KafkaClients.properties(world.settings()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void end() {
        producer.close();
        world.close(somewhere);
    }

    @Test
    void what_all_parts_of_a_pool_say_is_told_and_their_last_word_counts() {
        say("sum", new PoolTrend("sum", Instant.now(), 90, List.of(new TagCount("old", 90))));
        say("sum", new PoolTrend("sum", Instant.now(), 9, List.of(new TagCount("jazz", 5), new TagCount("go", 4))));
        say("sum#1", new PoolTrend("sum", Instant.now(), 6, List.of(new TagCount("go", 6))));

        awaits(() -> assertThat(tags("?pool=sum")).isEqualTo(json("""
            {"items":[{"tag":"go","waiting":10},{"tag":"jazz","waiting":5}],"waiting":15}""")));
        assertThat(tags("?pool=sum&limit=1").get("items")).hasSize(1);

        append("sum#1", null);
        awaits(() -> assertThat(tags("?pool=sum")).isEqualTo(json("""
            {"items":[{"tag":"jazz","waiting":5},{"tag":"go","waiting":4}],"waiting":9}""")));
    }

    @Test
    void of_a_pool_that_nobody_spoke_of_there_is_nothing_to_tell() {
        assertThat(tags("?pool=nobody/here")).isEqualTo(json("{\"items\":[],\"waiting\":0}"));
    }

    @Test
    void what_is_old_is_not_told() {
        var old = Instant.now().minus(Duration.ofMinutes(4));
        say("late", new PoolTrend("late", old, 50, List.of(new TagCount("jazz", 50))));
        say("late#1", new PoolTrend("late", Instant.now(), 3, List.of(new TagCount("go", 3))));

        awaits(() -> assertThat(tags("?pool=late")).isEqualTo(json("""
            {"items":[{"tag":"go","waiting":3}],"waiting":3}""")));
    }

    @Test
    void a_record_that_can_not_be_read_stops_nobody() {
        append("broken", "{\"pool\":".getBytes(UTF_8));
        append("broken", "{\"pool\":\"broken\"}".getBytes(UTF_8));
        say("broken", new PoolTrend("broken", Instant.now(), 4, List.of()));

        awaits(() -> assertThat(tags("?pool=broken").get("waiting").asInt()).isEqualTo(4));
    }

    @Test
    void a_gateway_that_starts_knows_what_was_said_before() {
        say("before", new PoolTrend("before", Instant.now(), 7, List.of(new TagCount("go", 7))));

        var another = world.gateway(Map.of());

        try {
            assertThat(another.health()).extracting(Health::name).contains("trends");
            assertThat(tags(ann.at(another.port()), "?pool=before")
                            .get("waiting")
                            .asInt())
                    .isEqualTo(7);
        } finally {
            world.close(another);
        }
    }

    @Test
    void the_pools_of_the_operator_are_told_in_their_order_with_how_many_wait() {
        say("it", new PoolTrend("it", Instant.now(), 8, List.of()));

        var client = ann.at(somewhere.port());
        awaits(() -> assertThat(client.get("/v1/chatup/pools").must(200).body()).isEqualTo(json("""
            {"items":[{"pool":"it/rome","waiting":0},{"pool":"it","waiting":8}]}""")));
        assertThat(ann.get("/v1/chatup/pools").must(200).body()).isEqualTo(json("{\"items\":[]}"));
    }

    @Test
    void a_ticket_waits_in_a_pool_of_the_operator_or_in_none_of_its_own() {
        var client = ann.at(somewhere.port());

        for (var pool : List.of("it/rome", "it", "default")) {
            client.post("/v1/chatup/tickets", Map.of("pool", pool)).must(202);
        }
        client.post("/v1/chatup/tickets", Map.of()).must(202);
        ann.post("/v1/chatup/tickets", Map.of("pool", "fr/paris")).must(202);

        var refused =
                client.post("/v1/chatup/tickets", Map.of("pool", "fr/paris")).mustBe(422, "validation_failed");
        assertThat(refused.body().get("errors")).isEqualTo(json("""
            [{"pointer":"/pool","detail":"is no pool here: GET /v1/chatup/pools has those that are"}]"""));
        assertThat(client.get("/v1/chatup/tags?pool=fr/paris")
                        .mustBe(422, "validation_failed")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("?pool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pool=De", "pool=", "pool=a/b/c/d/e", "limit=0", "limit=101", "limit=x", "limit=-1", "limit="})
    void a_question_that_makes_no_sense_is_422(String query) {
        var answer = ann.get("/v1/chatup/tags?" + query).mustBe(422, "validation_failed");

        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("?" + query.replaceFirst("=.*", ""));
    }

    private static void say(String part, PoolTrend trend) {
        append(part, CHATUP_TRENDS.valueSerde().serializer().serialize(CHATUP_TRENDS.name(), trend));
    }

    private static void append(String part, byte[] value) {
        var record = new ProducerRecord<>(CHATUP_TRENDS.name(), part.getBytes(UTF_8), value);
        try {
            producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tags(String query) {
        return tags(ann, query);
    }

    private static JsonNode tags(Client client, String query) {
        return client.get("/v1/chatup/tags" + query).must(200).body();
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }

    private static void awaits(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(holds);
    }
}
