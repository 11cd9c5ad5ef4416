package io.confab.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.net.URLEncoder;
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

/** What becomes of a message that was sent, from the command to the socket and to what is read. */
class MessageIT {
    private static final String THUMB = "\uD83D\uDC4D";
    private static final String HEART = "\u2764\uFE0F";
    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void a_message_is_edited_by_its_author_and_by_nobody_else() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, ben);
            say(ben, bens, group, "helo");
            var edited = done(bens, ben.patch(group + "/messages/1", Map.of("text", "hello")));
            assertThat(edited.get("type").asText()).isEqualTo("message.edited");
            assertThat(edited.get("by").asText()).isEqualTo(ben.userId());
            assertThat(edited.has("version")).isFalse();
            var told = anns.await("message.edited");
            assertThat(told.get("seq").asLong()).isEqualTo(1);
            assertThat(told.get("text").asText()).isEqualTo("hello");
            assertThat(told.has("commandId")).isFalse();

            await(() -> {
                var item = message(ann, group, 1);
                assertThat(item.get("text").asText()).isEqualTo("hello");
                assertThat(item.get("editedAt").asText())
                        .isEqualTo(edited.get("at").asText());
                assertThat(item.has("deleted")).isFalse();
            });
            assertThat(ann.get(group).body().get("unread").asLong()).isEqualTo(1);
            assertThat(found(ann, group, "hello")).containsExactly("hello");
            assertThat(found(ann, group, "helo")).isEmpty();

            assertRefused(anns, ann.patch(group + "/messages/1", Map.of("text", "mine")), "not_allowed");
            assertRefused(bens, ben.patch(group + "/messages/2", Map.of("text", "to come")), "unknown_message");
            ben.patch(group + "/messages/1", Map.of("text", "")).mustBe(422, "validation_failed");
            ben.patch(group + "/messages/0", Map.of("text", "hi")).mustBe(404, "not_found");
            ben.patch(group + "/messages/first", Map.of("text", "hi")).mustBe(404, "not_found");
        }
    }

    @Test
    void a_message_is_deleted_by_its_author_or_an_admin_and_its_text_is_gone() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, ben, cleo);
            say(ben, bens, group, "oops");
            say(ann, anns, group, "hello");
            say(ben, bens, group, "rude");
            done(anns, ann.put(group + "/messages/1/reactions/" + encoded(THUMB)));
            await(() ->
                    assertThat(cleo.get(group).body().get("unread").asLong()).isEqualTo(3));

            assertRefused(bens, ben.delete(group + "/messages/2"), "not_allowed");
            var own = done(bens, ben.delete(group + "/messages/1"));
            assertThat(own.get("type").asText()).isEqualTo("message.deleted");
            assertThat(own.get("by").asText()).isEqualTo(ben.userId());
            var byOwner = done(anns, ann.delete(group + "/messages/3"));
            assertThat(byOwner.get("by").asText()).isEqualTo(ann.userId());
            assertThat(bens.await(event -> type(event).equals("message.deleted")
                                    && event.get("seq").asLong() == 3)
                            .has("senderId"))
                    .isFalse();

            await(() -> assertThat(message(cleo, group, 3).path("deleted").asBoolean())
                    .isTrue());
            for (long seq : List.of(1L, 3L)) {
                var item = message(cleo, group, seq);
                assertThat(item.has("text")).isFalse();
                assertThat(item.get("reactions")).isEmpty();
                assertThat(item.get("senderId").asText()).isEqualTo(ben.userId());
            }
            assertThat(found(cleo, group, "rude")).isEmpty();
            var item = cleo.get(group).body();
            assertThat(item.get("unread").asLong()).isEqualTo(1);
            assertThat(item.at("/lastMessage/deleted").asBoolean()).isTrue();
            assertThat(item.at("/lastMessage").has("text")).isFalse();
            for (int device = 0; device < 2; device++) {
                try (var cleos = Wire.hello(cleo)) {
                    assertThat(cleos.await("ready").get("unread").asLong()).isEqualTo(1);
                }
            }
            assertRefused(bens, ben.patch(group + "/messages/1", Map.of("text", "again")), "unknown_message");
            assertRefused(bens, ben.delete(group + "/messages/1"), "unknown_message");
        }
    }

    @Test
    void reactions_come_and_go_and_stand_in_the_order_in_which_they_came() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            say(ann, anns, direct, "hello");
            var reactions = direct + "/messages/1/reactions/";
            done(bens, ben.put(reactions + encoded(THUMB)));
            var told = anns.await("reaction.added");
            assertThat(told.get("emoji").asText()).isEqualTo(THUMB);
            assertThat(told.get("userId").asText()).isEqualTo(ben.userId());
            var heart = done(anns, ann.put(reactions + encoded("\u2764")));
            assertThat(heart.get("emoji").asText()).isEqualTo(HEART);
            done(anns, ann.put(reactions + encoded(THUMB)));
            await(() -> assertThat(reactions(ben, direct, 1))
                    .containsExactly(THUMB + " " + ben.userId() + " " + ann.userId(), HEART + " " + ann.userId()));
            assertThat(ben.get(direct).body().at("/lastMessage/reactions")).hasSize(2);

            var again = done(anns, ann.put(reactions + encoded(THUMB)));
            assertThat(type(again)).isEqualTo("reaction.added");
            done(bens, ben.delete(reactions + encoded(THUMB)));
            var gone = done(bens, ben.delete(reactions + encoded(THUMB)));
            assertThat(type(gone)).isEqualTo("reaction.removed");
            await(() -> assertThat(reactions(ben, direct, 1))
                    .containsExactly(THUMB + " " + ann.userId(), HEART + " " + ann.userId()));
            assertThat(bens.events("reaction.added")).hasSize(3);
            anns.await("reaction.removed");
            assertThat(anns.events("reaction.removed")).hasSize(1);

            ben.put(reactions + "nice").mustBe(422, "validation_failed");
            ben.put(reactions + encoded(THUMB + THUMB)).mustBe(422, "validation_failed");
            ben.delete(reactions + "1").mustBe(422, "validation_failed");
            done(bens, ben.put(reactions + encoded("#\uFE0F\u20E3")));
            assertRefused(bens, ben.put(direct + "/messages/9/reactions/" + encoded(THUMB)), "unknown_message");
        }
    }

    @Test
    void a_reply_names_a_message_that_its_author_sees() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns);
            say(ann, anns, group, "before");
            done(anns, ann.post(group + "/members", Map.of("userId", ben.userId())));
            say(ann, anns, group, "after");

            var reply = done(bens, ben.post(group + "/messages", reply("to that", 2)));
            assertThat(reply.get("replyTo").asLong()).isEqualTo(2);
            assertRefused(bens, ben.post(group + "/messages", reply("to what?", 1)), "unknown_message");
            await(() ->
                    assertThat(message(ann, group, 3).get("replyTo").asLong()).isEqualTo(2));
        }
    }

    @Test
    void what_was_said_before_one_came_is_told_to_one_by_no_change_of_it() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben);
                var cleos = Wire.hello(cleo)) {
            var group = group(ann, anns, cleo);
            say(ann, anns, group, "before");
            done(anns, ann.post(group + "/members", Map.of("userId", ben.userId())));
            done(anns, ann.delete(group + "/members/" + cleo.userId()));

            done(anns, ann.patch(group + "/messages/1", Map.of("text", "secret")));
            done(anns, ann.put(group + "/messages/1/reactions/" + encoded(THUMB)));
            done(anns, ann.delete(group + "/messages/1/reactions/" + encoded(THUMB)));
            done(anns, ann.delete(group + "/messages/1"));
            say(ann, anns, group, "the end");
            done(anns, ann.patch(group + "/messages/2", Map.of("text", "The end")));

            assertThat(bens.await("message.edited").get("text").asText()).isEqualTo("The end");
            assertThat(bens.events())
                    .extracting(MessageIT::type)
                    .containsExactly(
                            "conversation.created", "member.added", "member.removed", "message.sent", "message.edited");
            assertThat(cleos.events())
                    .extracting(MessageIT::type)
                    .containsExactly("conversation.created", "message.sent", "member.added", "member.removed");
            await(() -> assertThat(message(ben, group, 2).get("text").asText()).isEqualTo("The end"));
            assertThat(ben.get(group + "/messages").body().get("items")).hasSize(1);
            assertRefused(bens, ben.put(group + "/messages/1/reactions/" + encoded(THUMB)), "unknown_message");
            assertRefused(cleos, cleo.put(group + "/messages/1/reactions/" + encoded(THUMB)), "not_a_member");
        }
    }

    @Test
    void in_a_group_who_blocks_somebody_is_spared_their_edits_and_reactions() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben);
                var cleos = Wire.hello(cleo)) {
            var group = group(ann, anns, ben, cleo);
            say(ann, anns, group, "hello");
            say(ben, bens, group, "two");
            cleos.await(event -> event.path("seq").asLong() == 2);
            var blocked = cleo.put("/v1/me/blocks/" + ben.userId()).must(202);
            done(cleos, blocked);

            done(bens, ben.patch(group + "/messages/2", Map.of("text", "rude")));
            done(bens, ben.put(group + "/messages/1/reactions/" + encoded(THUMB)));
            done(anns, ann.put(group + "/messages/1/reactions/" + encoded(HEART)));
            done(anns, ann.delete(group + "/messages/2"));
            say(ann, anns, group, "the end");

            cleos.await(event -> event.path("seq").asLong() == 3);
            assertThat(cleos.events("message.edited")).isEmpty();
            assertThat(cleos.events("message.deleted")).isEmpty();
            assertThat(cleos.events("reaction.added"))
                    .extracting(event -> event.get("emoji").asText())
                    .containsExactly(HEART);
            await(() -> assertThat(reactions(cleo, group, 1)).containsExactly(HEART + " " + ann.userId()));
            await(() -> assertThat(reactions(ann, group, 1)).hasSize(2));
        }
    }

    @Test
    void in_a_direct_conversation_a_block_leaves_nothing_but_taking_back_what_one_said() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            say(ann, anns, direct, "hello");
            done(bens, ben.put("/v1/me/blocks/" + ann.userId()));

            assertRefused(anns, ann.patch(direct + "/messages/1", Map.of("text", "you")), "blocked");
            assertRefused(anns, ann.put(direct + "/messages/1/reactions/" + encoded(THUMB)), "blocked");
            assertRefused(bens, ben.put(direct + "/messages/1/reactions/" + encoded(THUMB)), "blocked");
            done(anns, ann.delete(direct + "/messages/1"));
            assertThat(bens.await("message.deleted").get("seq").asLong()).isEqualTo(1);
            await(() -> assertThat(message(ben, direct, 1).path("deleted").asBoolean())
                    .isTrue());
        }
    }

    @Test
    void to_a_stranger_there_is_no_conversation() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns);
            say(ann, anns, group, "hello");
            assertRefused(bens, ben.patch(group + "/messages/1", Map.of("text", "hi")), "unknown_conversation");
            assertRefused(bens, ben.delete(group + "/messages/1"), "unknown_conversation");
            assertRefused(bens, ben.put(group + "/messages/1/reactions/" + encoded(THUMB)), "unknown_conversation");
            assertRefused(bens, ben.delete(group + "/messages/1/reactions/" + encoded(THUMB)), "unknown_conversation");
        }
    }

    /** A group of {@code owner} and {@code others}, and its path. */
    private static String group(Client owner, Wire wire, Client... others) {
        var userIds = Arrays.stream(others).map(Client::userId).toList();
        var body = Map.of("kind", "group", "title", "Tea", "userIds", userIds);
        var created = done(wire, owner.post("/v1/conversations", body));
        return "/v1/conversations/" + created.get("conversationId").asText();
    }

    private static void say(Client client, Wire wire, String conversation, String text) {
        done(
                wire,
                client.post(
                        conversation + "/messages",
                        Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text)));
    }

    private static Map<String, ?> reply(String text, long replyTo) {
        return Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text, "replyTo", replyTo);
    }

    /** What came of a command. */
    private static JsonNode done(Wire wire, Client.Answer answer) {
        return wire.awaitCommand(answer.must(202).text("commandId"));
    }

    private static void assertRefused(Wire wire, Client.Answer answer, String code) {
        var rejected = done(wire, answer);
        assertThat(type(rejected)).isEqualTo("command.rejected");
        assertThat(rejected.get("code").asText()).isEqualTo(code);
    }

    private static String type(JsonNode event) {
        return event.path("type").asText();
    }

    private static JsonNode message(Client client, String conversation, long seq) {
        var items = client.get(conversation + "/messages").body().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("seq").asLong() == seq)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message " + seq + " in " + items));
    }

    private static List<String> found(Client client, String conversation, String words) {
        String id = conversation.substring(conversation.lastIndexOf('/') + 1);
        return client.get("/v1/search/messages?q=" + words + "&conversationId=" + id)
                .must(200)
                .body()
                .path("items")
                .findValuesAsText("text");
    }

    /** Each emoji with who gave it. */
    private static List<String> reactions(Client client, String conversation, long seq) {
        var reactions = message(client, conversation, seq).get("reactions");
        return StreamSupport.stream(reactions.spliterator(), false)
                .map(reaction -> {
                    var givers = StreamSupport.stream(reaction.get("userIds").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList();
                    return reaction.get("emoji").asText() + " " + String.join(" ", givers);
                })
                .toList();
    }

    private static String encoded(String emoji) {
        return URLEncoder.encode(emoji, UTF_8);
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }
}
