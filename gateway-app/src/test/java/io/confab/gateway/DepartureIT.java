package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the others see of an account that is deleted: from the request, by way of change capture, to their sockets and lists. */
class DepartureIT {
    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void who_deletes_the_account_leaves_every_group_and_an_owner_is_followed() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var tea = group(ann, anns, "Tea", ben, cleo);
            var jazz = group(ben, bens, "Jazz", cleo, ann);
            done(anns, ann.put(tea + "/members/" + cleo.userId() + "/role", Map.of("role", "admin")));

            ann.delete("/v1/me", Map.of("password", Person.PASSWORD)).must(204);

            await(() -> assertThat(bens.events("member.removed"))
                    .extracting(event -> event.get("userId").asText())
                    .containsExactly(ann.userId(), ann.userId()));
            assertThat(bens.events("member.changed"))
                    .extracting(event -> event.get("userId").asText() + " "
                            + event.get("role").asText())
                    .containsExactly(cleo.userId() + " admin", cleo.userId() + " owner");
            await(() -> {
                assertThat(members(ben, tea)).containsExactly(ben.userId() + " member", cleo.userId() + " owner");
                assertThat(members(ben, jazz)).containsExactly(ben.userId() + " owner", cleo.userId() + " member");
            });
        }
    }

    @Test
    void a_direct_conversation_with_who_is_gone_can_be_read_and_takes_no_word_more() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            done(anns, ann.post(direct + "/messages", message("farewell")));
            bens.await("message.sent");

            ann.delete("/v1/me", Map.of("password", Person.PASSWORD)).must(204);

            await(() -> assertThat(done(bens, ben.post(direct + "/messages", message("wait")))
                            .path("code")
                            .asText())
                    .isEqualTo("unknown_user"));
            assertThat(ben.get(direct + "/messages")
                            .must(200)
                            .body()
                            .at("/items/0/text")
                            .asText())
                    .isEqualTo("farewell");
            assertThat(ben.get(direct).must(200).body().get("members")).hasSize(2);
        }
    }

    private static String group(Client owner, Wire wire, String title, Client... others) {
        var ids = List.of(others).stream().map(Client::userId).toList();
        var created =
                done(wire, owner.post("/v1/conversations", Map.of("kind", "group", "title", title, "userIds", ids)));
        return "/v1/conversations/" + created.get("conversationId").asText();
    }

    private static List<String> members(Client reader, String conversation) {
        var members = reader.get(conversation).must(200).body().get("members");
        return List.copyOf(members.findValuesAsText("userId")).stream()
                .map(id -> id + " " + role(members, id))
                .toList();
    }

    private static String role(JsonNode members, String userId) {
        for (var member : members) {
            if (member.get("userId").asText().equals(userId)) {
                return member.get("role").asText();
            }
        }
        throw new IllegalArgumentException(userId);
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
