package io.confab.gateway;

import static io.confab.schemas.topic.Topics.CHATUP_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.chatup.ChatupWorker;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.Tail;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.id.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of the tickets of those who go: from the socket to the pool and back, all parts real. */
class GoneIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static World world;
    private static Gateway gateway;
    private static ChatupWorker chatup;
    private static Tail<UserId, ChatupEvent> outcomes;

    @BeforeAll
    static void start() throws InterruptedException {
        world = World.start();
        gateway = world.gateway(Map.of());
        var settings = world.settings()
                .with(Map.of(
                        "confab.chatup.gone-after", "10s",
                        "confab.chatup.probe-interval", "1s",
                        "confab.chatup.longest-wait", "10m"));
        chatup = ChatupWorker.start(settings, new SimpleMeterRegistry());
        chatup.awaitRunning(PATIENCE);
        outcomes = Tail.of(CHATUP_EVENTS, world.settings());
    }

    @AfterAll
    static void stop() {
        outcomes.close();
        chatup.close();
        world.close();
    }

    @Test
    void whose_last_socket_has_been_gone_for_long_waits_no_more_and_learns_it_when_back() {
        var ann = world.user(gateway);
        JsonNode ready;
        try (var anns = Wire.hello(ann)) {
            ready = anns.await("ready");
            seek(ann, "chess");
            anns.await("chatup.waiting");
        }
        awaitCancelled(ann, Reason.GONE);

        try (var anns = Wire.resume(
                ann, ready.get("cursor").asLong(), ready.get("epoch").asText())) {
            var cancelled = anns.await("chatup.cancelled");
            assertThat(cancelled.get("reason").asText()).isEqualTo("gone");
        }
    }

    @Test
    void who_comes_back_from_a_gateway_that_went_waits_on() {
        var going = world.gateway(Map.of());
        var ann = world.user(going);
        try (var anns = Wire.hello(ann)) {
            seek(ann, "jazz");
            anns.await("chatup.waiting");
            world.close(going);
            assertThat(anns.awaitClose()).startsWith("1001");
        }
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann.at(gateway.port()));
                var bens = Wire.hello(ben)) {
            anns.await("ready");
            seek(ben, "jazz");
            var matched = anns.await("chatup.matched");
            assertThat(matched.at("/peer/userId").asText()).isEqualTo(ben.userId());
            bens.await("chatup.matched");
        }
    }

    @Test
    void who_deletes_the_account_is_met_no_more() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            seek(ann, "tea");
            anns.await("chatup.waiting");

            ann.delete("/v1/me", Map.of("password", Person.PASSWORD)).must(204);
            awaitCancelled(ann, Reason.SUSPENDED);

            seek(ben, "tea");
            assertThat(bens.await("chatup.waiting").get("waiting").asInt()).isEqualTo(1);
        }
    }

    private static void seek(Client who, String tag) {
        who.post("/v1/chatup/tickets", Map.of("tags", List.of(tag), "pool", tag))
                .must(202);
    }

    private static void awaitCancelled(Client who, Reason reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outcomes.of(UserId.of(who.userId())).stream()
                                .flatMap(Optional::stream)
                                .filter(Cancelled.class::isInstance)
                                .map(event -> ((Cancelled) event).reason()))
                        .containsExactly(reason));
    }
}
