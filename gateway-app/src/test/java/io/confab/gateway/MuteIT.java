package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wanting no notice of a conversation, from the command to the socket and to what is read. */
class MuteIT {
    private static final String FOREVER = "9999-12-31T23:59:59Z";
    private static Gateway gateway;
    private static World world;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void a_conversation_is_muted_until_a_time_on_all_devices_and_for_nobody_else() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var annsOther = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            var until = Instant.now().plus(Duration.ofHours(8)).truncatedTo(ChronoUnit.MILLIS);

            var muted = done(anns, ann.put(direct + "/mute", Map.of("until", until.toString())));

            assertThat(muted.get("type").asText()).isEqualTo("conversation.muted");
            assertThat(muted.get("until").asText()).isEqualTo(until.toString());
            assertThat(annsOther.await("conversation.muted")).isEqualTo(muted);
            await(() -> assertThat(ann.get(direct).text("mutedUntil")).isEqualTo(until.toString()));
            assertThat(ann.get("/v1/conversations")
                            .body()
                            .at("/items/0/mutedUntil")
                            .asText())
                    .isEqualTo(until.toString());

            var said = ann.post(direct + "/messages", message("still told"));
            bens.await("message.sent");
            done(anns, said);
            assertThat(bens.events("conversation.muted")).isEmpty();
            assertThat(ben.get(direct).body().has("mutedUntil")).isFalse();
        }
    }

    @Test
    void without_a_time_it_is_for_good_and_null_lifts_it_also_where_there_is_none() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            assertThat(done(anns, put(ann, direct, "{}")).get("until").asText()).isEqualTo(FOREVER);
            await(() -> assertThat(ann.get(direct).text("mutedUntil")).isEqualTo(FOREVER));

            for (int again = 0; again < 2; again++) {
                var lifted = done(anns, put(ann, direct, "{\"until\":null}"));
                assertThat(lifted.get("type").asText()).isEqualTo("conversation.muted");
                assertThat(lifted.has("until")).isFalse();
            }
            await(() -> assertThat(ann.get(direct).body().has("mutedUntil")).isFalse());
        }
    }

    @Test
    void a_mute_that_is_over_is_read_no_more() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            var soon = Instant.now().plusSeconds(3);
            done(anns, ann.put(direct + "/mute", Map.of("until", soon.toString())));
            await(() -> assertThat(ann.get(direct).body().has("mutedUntil")).isTrue());
            await(() -> assertThat(ann.get(direct).body().has("mutedUntil")).isFalse());
            assertThat(Instant.now()).isAfterOrEqualTo(soon.minusMillis(500));
        }
    }

    @Test
    void who_is_no_member_is_told_so_by_the_topology() {
        var ann = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var rejected = done(anns, put(ann, "/v1/conversations/" + UUID.randomUUID(), "{}"));
            assertThat(rejected.get("code").asText()).isEqualTo("unknown_conversation");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"until\":\"2001-01-01T00:00:00Z\"}",
                "{\"until\":\"tomorrow\"}",
                "{\"until\":\"\"}",
                "{\"until\":\"2100-02-30T00:00:00Z\"}",
                "{\"until\":\"2100-01-01\"}",
                "{\"until\":\"2100-01-01T00:00:00\"}",
                "{\"until\":\"+12000-01-01T00:00:00Z\"}",
                "{\"until\":4102444800}",
                "{\"until\":true}",
                "{\"until\":{}}"
            })
    void what_is_no_time_to_come_is_422(String body) {
        var answer = put(world.user(gateway), "/v1/conversations/" + UUID.randomUUID(), body);
        answer.mustBe(422, "validation_failed");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/until");
    }

    @Test
    void any_offset_is_understood_and_any_end_that_can_be_written() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            assertThat(done(anns, put(ann, direct, "{\"until\":\"2100-01-01t02:00:00.1239+02:00\"}"))
                            .get("until")
                            .asText())
                    .isEqualTo("2100-01-01T00:00:00.123Z");
            assertThat(done(anns, put(ann, direct, "{\"until\":\"9999-12-31T23:59:59.999-12:00\"}"))
                            .get("until")
                            .asText())
                    .isEqualTo(FOREVER);
        }
    }

    private static Client.Answer put(Client client, String conversation, String body) {
        return client.call("PUT", conversation + "/mute", body);
    }

    private static Map<String, String> message(String text) {
        return Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text);
    }

    private static JsonNode done(Wire wire, Client.Answer answer) {
        return wire.awaitCommand(answer.must(202).text("commandId"));
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }
}
