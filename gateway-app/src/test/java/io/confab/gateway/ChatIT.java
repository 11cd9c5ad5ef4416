package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole path on real parts: command, topology, push, socket, archive, history. */
class ChatIT {
    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void two_people_chat_and_read_it_later() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var conversation = direct(ann, anns, ben);
            assertThat(bens.await("conversation.created").has("commandId")).isFalse();

            var sent = say(ann, conversation, UUID.randomUUID(), "hello Ben 😀");
            var mine = anns.awaitCommand(sent.text("commandId"));
            var theirs = bens.await("message.sent");
            assertThat(theirs.get("text").asText()).isEqualTo("hello Ben 😀");
            assertThat(theirs.get("seq").asLong()).isEqualTo(1);
            assertThat(theirs.get("senderId").asText()).isEqualTo(ann.userId());
            assertThat(theirs.has("commandId")).isFalse();
            assertThat(theirs.get("messageId")).isEqualTo(mine.get("messageId"));

            say(ben, conversation, UUID.randomUUID(), "hello Ann");
            anns.await(frame -> frame.path("text").asText().equals("hello Ann"));
            var history = awaitHistory(ben, conversation, 2);
            assertThat(texts(history)).containsExactly("hello Ben 😀", "hello Ann");
            assertThat(history.get("items").get(0).get("reactions")).isEmpty();

            var list = ben.get("/v1/conversations").body().get("items");
            assertThat(list).hasSize(1);
            var item = list.get(0);
            assertThat(item.get("kind").asText()).isEqualTo("direct");
            assertThat(item.get("lastMessage").get("text").asText()).isEqualTo("hello Ann");
            assertThat(item.get("lastSeq").asLong()).isEqualTo(2);
            assertThat(item.get("unread").asLong()).isEqualTo(1);
            assertThat(item.get("lastReadSeq").asLong()).isZero();
            assertThat(item.get("members")).hasSize(2);
        }
    }

    @Test
    void a_client_that_comes_back_gets_exactly_what_it_missed() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        String conversation;
        long cursor;
        String epoch;
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            epoch = bens.await("ready").get("epoch").asText();
            conversation = direct(ann, anns, ben);
            say(ann, conversation, UUID.randomUUID(), "one");
            cursor = bens.await("message.sent").get("cursor").asLong();
        }
        for (var text : List.of("two", "three", "four")) {
            say(ann, conversation, UUID.randomUUID(), text);
        }
        awaitHistory(ann, conversation, 4);
        try (var bens = Wire.resume(ben, cursor, epoch)) {
            var caughtUp = bens.await("caught_up");
            assertThat(caughtUp.get("cursor").asLong()).isEqualTo(cursor + 3);
            assertThat(bens.frames())
                    .extracting(frame -> frame.get("type").asText())
                    .containsExactly("ready", "message.sent", "message.sent", "message.sent", "caught_up");
            assertThat(bens.events())
                    .extracting(event -> event.get("text").asText())
                    .containsExactly("two", "three", "four");
            assertThat(bens.events())
                    .extracting(event -> event.get("cursor").asLong())
                    .containsExactly(cursor + 1, cursor + 2, cursor + 3);
            assertThat(bens.await("ready").get("cursor").asLong()).isEqualTo(cursor);

            say(ann, conversation, UUID.randomUUID(), "five");
            assertThat(bens.await(frame -> frame.path("text").asText().equals("five"))
                            .get("cursor")
                            .asLong())
                    .isEqualTo(cursor + 4);
        }
    }

    @Test
    void a_cursor_of_another_life_or_ahead_is_told_to_resync() {
        var ann = world.user(gateway);
        String epoch;
        try (var first = Wire.hello(ann)) {
            epoch = first.await("ready").get("epoch").asText();
        }
        try (var other = Wire.resume(ann, 0, "another");
                var ahead = Wire.resume(ann, 1_000, epoch);
                var nameless = Wire.open(ann.port())) {
            nameless.say(Map.of("type", "hello", "accessToken", ann.token(), "since", 0));
            for (var wire : List.of(other, ahead, nameless)) {
                var resync = wire.await("resync");
                assertThat(resync.get("epoch").asText()).isEqualTo(epoch);
                assertThat(resync.get("cursor").asLong()).isZero();
                assertThat(wire.frames()).hasSize(2);
            }
        }
    }

    @Test
    void sending_twice_gives_one_message() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var conversation = direct(ann, anns, ben);
            var id = UUID.randomUUID();
            var first = say(ann, conversation, id, "once");
            var again = say(ann, conversation, id, "once");
            assertThat(again.text("commandId")).isEqualTo(first.text("commandId"));

            var other = say(ann, conversation, id, "something else");
            assertThat(other.text("commandId")).isNotEqualTo(first.text("commandId"));
            var rejected = anns.awaitCommand(other.text("commandId"));
            assertThat(rejected.get("type").asText()).isEqualTo("command.rejected");
            assertThat(rejected.get("code").asText()).isEqualTo("client_message_id_reused");
            assertThat(anns.events("message.sent")).hasSize(1);
            assertThat(bens.events("message.sent")).hasSize(1);
        }
    }

    @Test
    void an_id_used_in_another_conversation_is_rejected() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var withBen = direct(ann, anns, ben);
            var withCleo = direct(ann, anns, cleo);
            var id = UUID.randomUUID();
            say(ann, withBen, id, "hello");
            awaitHistory(ann, withBen, 1);

            var other = say(ann, withCleo, id, "hello");

            assertThat(anns.awaitCommand(other.text("commandId")).path("code").asText())
                    .isEqualTo("client_message_id_reused");
            assertThat(anns.events("message.sent")).hasSize(1);
        }
    }

    @Test
    void a_block_refuses_the_next_message_of_either() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var conversation = direct(ann, anns, ben);
            var block = ben.put("/v1/me/blocks/" + ann.userId());
            assertThat(block.status()).isEqualTo(202);
            var refused = say(ann, conversation, UUID.randomUUID(), "are you there?");

            assertThat(anns.awaitCommand(refused.text("commandId")).path("code").asText())
                    .isEqualTo("blocked");
            var applied = bens.awaitCommand(block.text("commandId"));
            assertThat(applied.get("type").asText()).isEqualTo("block.applied");
            assertThat(applied.get("userId").asText()).isEqualTo(ann.userId());

            var lift = ben.delete("/v1/me/blocks/" + ann.userId());
            assertThat(bens.awaitCommand(lift.text("commandId")).get("type").asText())
                    .isEqualTo("block.lifted");
            say(ann, conversation, UUID.randomUUID(), "and now?");
            bens.await(frame -> frame.path("text").asText().equals("and now?"));
            assertThat(bens.events("message.sent")).hasSize(1);
        }
    }

    @Test
    void in_groups_a_block_hides_from_the_blocker_alone_as_long_as_it_lasts() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben);
                var cleos = Wire.hello(cleo)) {
            var created = ann.post(
                    "/v1/conversations",
                    Map.of("kind", "group", "title", "Us three", "userIds", List.of(ben.userId(), cleo.userId())));
            var conversation = anns.awaitCommand(created.text("commandId"))
                    .get("conversationId")
                    .asText();
            cleos.await("conversation.created");
            var block = cleo.put("/v1/me/blocks/" + ann.userId());
            cleos.awaitCommand(block.text("commandId"));

            say(ann, conversation, UUID.randomUUID(), "hidden from Cleo");
            bens.await(frame -> frame.path("text").asText().equals("hidden from Cleo"));
            say(ben, conversation, UUID.randomUUID(), "seen by all");
            cleos.await(frame -> frame.path("text").asText().equals("seen by all"));

            assertThat(texts(awaitHistory(ben, conversation, 2))).containsExactly("hidden from Cleo", "seen by all");
            assertThat(texts(history(cleo, conversation))).containsExactly("seen by all");
            assertThat(cleos.events("message.sent")).hasSize(1);
            var item = cleo.get("/v1/conversations/" + conversation).body();
            assertThat(item.get("unread").asLong()).isEqualTo(1);
            assertThat(item.get("title").asText()).isEqualTo("Us three");

            cleo.delete("/v1/me/blocks/" + ann.userId());
            assertThat(texts(history(cleo, conversation))).containsExactly("hidden from Cleo", "seen by all");
        }
    }

    @Test
    void a_read_mark_is_told_and_kept() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var conversation = direct(ann, anns, ben);
            say(ann, conversation, UUID.randomUUID(), "one");
            bens.await("message.sent");
            assertThat(ben.put("/v1/conversations/" + conversation + "/read", Map.of("seq", 99))
                            .status())
                    .isEqualTo(202);
            assertThat(anns.await("conversation.read").get("seq").asLong()).isEqualTo(1);
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                var item = ben.get("/v1/conversations/" + conversation).body();
                assertThat(item.path("lastReadSeq").asLong()).isEqualTo(1);
                assertThat(item.path("unread").asLong(-1)).isZero();
            });
        }
    }

    @Test
    void what_nobody_was_told_of_does_not_exist() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var cleos = Wire.hello(cleo)) {
            var conversation = direct(ann, anns, ben);
            awaitConversation(ann, conversation);

            assertThat(cleo.get("/v1/conversations/" + conversation).status()).isEqualTo(404);
            assertThat(cleo.get("/v1/conversations/" + conversation + "/messages")
                            .status())
                    .isEqualTo(404);
            assertThat(cleo.get("/v1/conversations").body().get("items")).isEmpty();
            assertThat(cleo.get("/v1/conversations/nonsense").status()).isEqualTo(404);
            var refused = say(cleo, conversation, UUID.randomUUID(), "let me in");
            assertThat(cleos.awaitCommand(refused.text("commandId"))
                            .path("code")
                            .asText())
                    .isEqualTo("unknown_conversation");
            var nowhere = say(cleo, UUID.randomUUID().toString(), UUID.randomUUID(), "anyone?");
            assertThat(cleos.awaitCommand(nowhere.text("commandId"))
                            .path("code")
                            .asText())
                    .isEqualTo("unknown_conversation");
        }
    }

    @Test
    void a_conversation_with_nobody_who_exists_is_rejected_by_the_topology() {
        var ann = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var answer = ann.post(
                    "/v1/conversations",
                    Map.of("kind", "direct", "userId", UUID.randomUUID().toString()));
            assertThat(answer.status()).isEqualTo(202);
            assertThat(anns.awaitCommand(answer.text("commandId")).path("code").asText())
                    .isEqualTo("unknown_user");
        }
    }

    @Test
    void the_same_client_id_gives_the_same_group() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var wanted = Map.of(
                    "kind",
                    "group",
                    "title",
                    "Twice",
                    "userIds",
                    List.of(ben.userId()),
                    "clientId",
                    UUID.randomUUID().toString());
            var first = ann.post("/v1/conversations", wanted);
            var again = ann.post("/v1/conversations", wanted);
            assertThat(again.text("commandId")).isEqualTo(first.text("commandId"));
            anns.awaitCommand(first.text("commandId"));
            awaitConversation(
                    ann,
                    anns.await("conversation.created").get("conversationId").asText());
            assertThat(ann.get("/v1/conversations").body().get("items")).hasSize(1);
        }
    }

    @Test
    void history_is_paged_both_ways() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var conversation = direct(ann, anns, ben);
            IntStream.rangeClosed(1, 7).forEach(i -> say(ann, conversation, UUID.randomUUID(), "m" + i));
            awaitHistory(ann, conversation, 7);
            String path = "/v1/conversations/" + conversation + "/messages";

            var newest = ann.get(path + "?limit=3").body();
            assertThat(texts(newest)).containsExactly("m5", "m6", "m7");
            var older = ann.get(path + "?limit=3&cursor=" + newest.get("next").asText())
                    .body();
            assertThat(texts(older)).containsExactly("m2", "m3", "m4");
            var oldest = ann.get(path + "?limit=3&cursor=" + older.get("next").asText())
                    .body();
            assertThat(texts(oldest)).containsExactly("m1");
            assertThat(oldest.has("next")).isFalse();

            assertThat(texts(ann.get(path + "?before=4&limit=2").body())).containsExactly("m2", "m3");
            var after = ann.get(path + "?after=2&limit=3").body();
            assertThat(texts(after)).containsExactly("m3", "m4", "m5");
            assertThat(texts(ann.get(path + "?limit=3&cursor="
                                    + after.get("next").asText())
                            .body()))
                    .containsExactly("m6", "m7");
            assertThat(texts(ann.get(path + "?after=0&before=3").body())).containsExactly("m1", "m2");
            assertThat(ann.get(path + "?before=x").status()).isEqualTo(422);
            assertThat(ann.get(path + "?cursor=x").status()).isEqualTo(422);
            assertThat(ann.get(path + "?limit=101").status()).isEqualTo(422);
        }
    }

    @Test
    void conversations_are_listed_by_their_last_activity_and_paged() {
        var ann = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var first = direct(ann, anns, world.user(gateway));
            var second = direct(ann, anns, world.user(gateway));
            var third = direct(ann, anns, world.user(gateway));
            say(ann, first, UUID.randomUUID(), "the latest");
            awaitHistory(ann, first, 1);
            awaitConversation(ann, second);
            awaitConversation(ann, third);

            var page = ann.get("/v1/conversations?limit=2").body();
            assertThat(ids(page)).containsExactly(first, third);
            var rest = ann.get("/v1/conversations?limit=2&cursor="
                            + page.get("next").asText())
                    .body();
            assertThat(ids(rest)).containsExactly(second);
            assertThat(rest.has("next")).isFalse();
        }
    }

    static String direct(Client one, Wire wire, Client other) {
        var answer = one.post("/v1/conversations", Map.of("kind", "direct", "userId", other.userId()));
        assertThat(answer.status()).isEqualTo(202);
        return wire.awaitCommand(answer.text("commandId")).get("conversationId").asText();
    }

    static Client.Answer say(Client client, String conversation, UUID id, String text) {
        var answer = client.post(
                "/v1/conversations/" + conversation + "/messages",
                Map.of("clientMessageId", id.toString(), "text", text));
        assertThat(answer.status()).isEqualTo(202);
        return answer;
    }

    private static JsonNode history(Client client, String conversation) {
        return client.get("/v1/conversations/" + conversation + "/messages").body();
    }

    private static JsonNode awaitHistory(Client client, String conversation, int messages) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> history(client, conversation).path("items").size() == messages);
        return history(client, conversation);
    }

    private static void awaitConversation(Client client, String conversation) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/v1/conversations/" + conversation).status() == 200);
    }

    private static List<String> texts(JsonNode page) {
        return page.findValuesAsText("text");
    }

    private static List<String> ids(JsonNode page) {
        return IntStream.range(0, page.get("items").size())
                .mapToObj(i -> page.get("items").get(i).get("conversationId").asText())
                .toList();
    }
}
