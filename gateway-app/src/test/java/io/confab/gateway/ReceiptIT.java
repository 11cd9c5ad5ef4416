package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writing, receiving and reading, over real sockets, and the switches that hide them. */
class ReceiptIT {
    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void writing_is_shown_to_the_others_by_frame_and_by_request_without_a_cursor() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var id = direct(ann, anns, ben);
            anns.say(Map.of("type", "typing", "conversationId", id));
            var typing = bens.await("typing");
            assertThat(typing.get("userId").asText()).isEqualTo(ann.userId());
            assertThat(typing.get("conversationId").asText()).isEqualTo(id);
            assertThat(typing.has("cursor")).isFalse();

            ben.post("/v1/conversations/" + id + "/typing", Map.of()).must(202);
            assertThat(anns.await("typing").get("userId").asText()).isEqualTo(ben.userId());
            assertThat(of(bens, "typing")).hasSize(1);
        }
    }

    @Test
    void writing_where_one_may_not_is_refused_to_who_asked_by_request() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var nowhere = "/v1/conversations/" + UUID.randomUUID() + "/typing";
            assertThat(done(anns, ann.post(nowhere, Map.of())).get("code").asText())
                    .isEqualTo("unknown_conversation");
            var id = direct(ann, anns, ben);
            ben.put("/v1/me/blocks/" + ann.userId()).must(202);
            bens.await("block.applied");
            assertThat(done(anns, ann.post("/v1/conversations/" + id + "/typing", Map.of()))
                            .get("code")
                            .asText())
                    .isEqualTo("blocked");
        }
    }

    @Test
    void in_a_group_writing_is_hidden_from_who_blocks_the_writer() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben);
                var cleos = Wire.hello(cleo)) {
            var id = group(ann, anns, ben, cleo);
            cleo.put("/v1/me/blocks/" + ann.userId()).must(202);
            cleos.await("block.applied");
            anns.say(Map.of("type", "typing", "conversationId", id));
            bens.await("typing");
            say(ben, bens, id);
            cleos.await("message.sent");
            assertThat(of(cleos, "typing")).isEmpty();
        }
    }

    @Test
    void who_shows_no_writing_shows_none_and_a_change_of_mind_counts_at_once() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var id = direct(ann, anns, ben);
            ann.patch("/v1/me", Map.of("showTyping", false)).must(200);
            anns.say(Map.of("type", "typing", "conversationId", id));
            ann.post("/v1/conversations/" + id + "/typing", Map.of()).must(202);
            say(ann, anns, id);
            bens.await("message.sent");
            assertThat(of(bens, "typing")).isEmpty();

            ann.patch("/v1/me", Map.of("showTyping", true)).must(200);
            anns.say(Map.of("type", "typing", "conversationId", id));
            bens.await("typing");
        }
    }

    @Test
    void an_acknowledged_cursor_tells_the_others_what_has_arrived_and_lists_show_it() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var id = direct(ann, anns, ben);
            say(ann, anns, id);
            var sent = bens.await("message.sent");
            bens.say(Map.of("type", "ack", "cursor", sent.get("cursor").asLong()));

            var delivered = anns.await("conversation.delivered");
            assertThat(delivered.get("conversationId").asText()).isEqualTo(id);
            assertThat(delivered.get("userId").asText()).isEqualTo(ben.userId());
            assertThat(delivered.get("seq").asLong()).isEqualTo(1);
            assertThat(delivered.has("cursor")).isFalse();
            await(() -> {
                assertThat(member(ann, id, ben).path("deliveredSeq").asLong()).isEqualTo(1);
                assertThat(member(ann, id, ben).has("readSeq")).isFalse();
            });
            assertThat(of(bens, "conversation.delivered")).isEmpty();
        }
    }

    @Test
    void what_one_has_said_oneself_is_not_delivered_to_oneself() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var id = direct(ann, anns, ben);
            var own = say(ann, anns, id);
            anns.say(Map.of("type", "ack", "cursor", own.get("cursor").asLong()));
            var theirs = say(ben, bens, id);
            var sent = anns.await(frame -> frame.path("messageId").equals(theirs.get("messageId")));
            anns.say(Map.of("type", "ack", "cursor", sent.get("cursor").asLong()));

            bens.await("conversation.delivered");
            assertThat(of(bens, "conversation.delivered"))
                    .extracting(event -> event.get("seq").asLong())
                    .containsExactly(2L);
        }
    }

    @Test
    void who_sends_no_receipts_reads_for_oneself_and_all_own_devices_alone() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben);
                var bensPhone = Wire.hello(world.again(ben))) {
            var id = direct(ann, anns, ben);
            ben.patch("/v1/me", Map.of("sendReceipts", false)).must(200);
            say(ann, anns, id);
            var sent = bens.await("message.sent");
            bens.say(Map.of("type", "ack", "cursor", sent.get("cursor").asLong()));
            var read = done(bens, ben.put("/v1/conversations/" + id + "/read", Map.of("seq", 1)));
            assertThat(read.get("type").asText()).isEqualTo("conversation.read");
            assertThat(read.has("shown")).isFalse();
            bensPhone.await("conversation.read");
            await(() -> assertThat(ben.get("/v1/conversations/" + id)
                            .body()
                            .get("unread")
                            .asLong())
                    .isZero());
            assertThat(member(ann, id, ben).has("readSeq")).isFalse();
            assertThat(member(ben, id, ben).path("readSeq").asLong()).isEqualTo(1);

            ben.patch("/v1/me", Map.of("sendReceipts", true)).must(200);
            say(ann, anns, id);
            done(bens, ben.put("/v1/conversations/" + id + "/read", Map.of("seq", 2)));
            anns.await("conversation.read");
            assertThat(anns.events("conversation.read"))
                    .extracting(event -> event.get("seq").asLong())
                    .containsExactly(2L);
            assertThat(of(anns, "conversation.delivered")).isEmpty();
            await(() ->
                    assertThat(member(ann, id, ben).path("readSeq").asLong()).isEqualTo(2));
        }
    }

    @Test
    void who_blocks_a_member_sees_no_receipts_of_that_one() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var id = group(ann, anns, ben);
            say(ann, anns, id);
            bens.await("message.sent");
            done(bens, ben.put("/v1/conversations/" + id + "/read", Map.of("seq", 1)));
            await(() ->
                    assertThat(member(ann, id, ben).path("readSeq").asLong()).isEqualTo(1));

            ann.put("/v1/me/blocks/" + ben.userId()).must(202);
            anns.await("block.applied");
            assertThat(member(ann, id, ben).has("readSeq")).isFalse();
            assertThat(member(ann, id, ben).has("deliveredSeq")).isFalse();
            assertThat(member(ben, id, ben).path("readSeq").asLong()).isEqualTo(1);
        }
    }

    private static String direct(Client ann, Wire anns, Client ben) {
        var created = done(anns, ann.post("/v1/conversations", Map.of("kind", "direct", "userId", ben.userId())));
        return created.get("conversationId").asText();
    }

    private static String group(Client ann, Wire anns, Client... others) {
        var ids = Arrays.stream(others).map(Client::userId).toList();
        var created =
                done(anns, ann.post("/v1/conversations", Map.of("kind", "group", "title", "Tea", "userIds", ids)));
        return created.get("conversationId").asText();
    }

    private static JsonNode say(Client user, Wire wire, String conversation) {
        var body = Map.of("clientMessageId", UUID.randomUUID().toString(), "text", "hello");
        return done(wire, user.post("/v1/conversations/" + conversation + "/messages", body));
    }

    private static JsonNode member(Client reader, String conversation, Client who) {
        var members = reader.get("/v1/conversations/" + conversation).body().get("members");
        return StreamSupport.stream(members.spliterator(), false)
                .filter(member -> member.get("userId").asText().equals(who.userId()))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> of(Wire wire, String type) {
        return wire.frames().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    private static JsonNode done(Wire wire, Client.Answer accepted) {
        return wire.awaitCommand(accepted.must(202).text("commandId"));
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(holds);
    }
}
