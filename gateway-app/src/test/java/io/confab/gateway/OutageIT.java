package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.world.Client;
import io.confab.gateway.world.Link;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What holds while a part around the gateway is away. */
class OutageIT {

    @Test
    void without_the_database_messages_still_arrive_and_are_archived_later() {
        var world = World.shared();
        try (var link = new Link(world.database().port())) {
            var gateway = world.gateway(Map.of(
                    "confab.gateway.database.url",
                            world.database()
                                    .jdbcUrl()
                                    .replace(":" + world.database().port(), ":" + link.port()),
                    "confab.gateway.database.patience", "1s",
                    "confab.gateway.session-check-interval", "10m"));
            var ann = world.user(gateway);
            var ben = world.user(gateway);
            try (var anns = Wire.hello(ann);
                    var bens = Wire.hello(ben)) {
                var conversation = ChatIT.direct(ann, anns, ben);
                link.cut();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> ann.get("/v1/conversations").status() == 503);

                ChatIT.say(ann, conversation, UUID.randomUUID(), "still here");

                bens.await(frame -> frame.path("text").asText().equals("still here"));
                assertThat(ann.get("/v1/conversations").retryAfter()).isPresent();
                link.mend();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(texts(ben, conversation)).isEqualTo("[\"still here\"]"));
                world.awaitUp(gateway);
            } finally {
                world.close(gateway); // or it would hold its share of the events back from the others
            }
        }
    }

    @Test
    void without_the_broker_a_command_is_503_and_is_not_taken() {
        try (var world = World.withoutWorker()) {
            var gateway = world.gateway(Map.of("confab.gateway.append-timeout", "2s"));
            var ann = world.user(gateway);
            var ben = world.user(gateway);
            world.broker().close();
            String path = "/v1/conversations/" + UUID.randomUUID() + "/messages";
            var message = Map.of("clientMessageId", UUID.randomUUID().toString(), "text", "anyone?");
            for (var answer : new Client.Answer[] {
                ann.post(path, message),
                ann.post("/v1/conversations", Map.of("kind", "direct", "userId", ben.userId())),
                ann.put("/v1/me/blocks/" + ben.userId()),
                ann.post("/v1/chatup/tickets", Map.of())
            }) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text("code")).isEqualTo("unavailable");
                assertThat(answer.retryAfter()).contains("2");
            }
            assertThat(ann.get("/v1/conversations").status()).isEqualTo(200);
        }
    }

    private static String texts(Client client, String conversation) {
        var items = client.get("/v1/conversations/" + conversation + "/messages")
                .body()
                .path("items");
        return items.findValues("text").toString();
    }
}
