package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is in a conversation and what it is called, from the command to the socket and to what is read. */
class GroupIT {
    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void a_group_is_renamed_by_its_owner_and_not_by_a_member() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, Map.of(), ben);
            var changed = done(anns, ann.patch(group, Map.of("title", "  Coffee ")));
            assertThat(changed.get("type").asText()).isEqualTo("conversation.changed");
            assertThat(changed.get("title").asText()).isEqualTo("Coffee");
            assertThat(changed.get("by").asText()).isEqualTo(ann.userId());
            var told = bens.await("conversation.changed");
            assertThat(told.get("title").asText()).isEqualTo("Coffee");
            assertThat(told.has("commandId")).isFalse();

            assertThat(done(bens, ben.patch(group, Map.of("title", "Mine")))
                            .get("code")
                            .asText())
                    .isEqualTo("not_allowed");
            await(() -> assertThat(ben.get(group).text("title")).isEqualTo("Coffee"));
        }
    }

    @Test
    void who_is_added_is_told_of_the_group_first_and_reads_from_then_on() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, Map.of());
            say(ann, anns, group, "before");
            var stranger = ben.post(group + "/messages", message("let me in"));
            assertThat(done(bens, stranger).get("code").asText()).isEqualTo("unknown_conversation");
            assertThat(ben.get(group).status()).isEqualTo(404);

            var added = done(anns, ann.post(group + "/members", Map.of("userId", ben.userId())));
            assertThat(added.get("type").asText()).isEqualTo("member.added");
            assertThat(added.get("role").asText()).isEqualTo("member");
            bens.await("member.added");
            assertThat(bens.events())
                    .extracting(event -> event.get("type").asText())
                    .containsExactly("command.rejected", "conversation.created", "member.added");
            assertThat(bens.await("conversation.created").get("members").findValuesAsText("userId"))
                    .containsExactly(ann.userId(), ben.userId());

            say(ann, anns, group, "after");
            await(() -> assertThat(texts(ben, group)).containsExactly("after"));
            assertThat(texts(ann, group)).containsExactly("before", "after");
            var item = ben.get(group).body();
            assertThat(item.get("unread").asLong()).isEqualTo(1);
            assertThat(item.get("lastReadSeq").asLong()).isEqualTo(1);
            assertThat(item.get("lastSeq").asLong()).isEqualTo(2);

            var again = ann.post(group + "/members", Map.of("userId", ben.userId()));
            assertThat(done(anns, again).get("code").asText()).isEqualTo("already_a_member");
            var nobody = ann.post(
                    group + "/members", Map.of("userId", UUID.randomUUID().toString()));
            assertThat(done(anns, nobody).get("code").asText()).isEqualTo("unknown_user");
        }
    }

    @Test
    void who_is_added_to_a_group_whose_history_is_for_all_reads_all_of_it_and_has_nothing_unread() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var group = group(ann, anns, Map.of("history", "all"));
            say(ann, anns, group, "before");
            done(anns, ann.post(group + "/members", Map.of("userId", ben.userId())));

            await(() -> assertThat(texts(ben, group)).containsExactly("before"));
            var item = ben.get(group).body();
            assertThat(item.get("unread").asLong()).isZero();
            assertThat(item.at("/lastMessage/text").asText()).isEqualTo("before");
        }
    }

    @Test
    void who_is_removed_is_told_so_and_neither_speaks_nor_reads_any_more() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, Map.of(), ben);
            say(ann, anns, group, "hello");
            bens.await("message.sent");
            done(anns, ann.delete(group + "/members/" + ben.userId()));
            var removed = bens.await("member.removed");
            assertThat(removed.get("userId").asText()).isEqualTo(ben.userId());
            assertThat(removed.get("by").asText()).isEqualTo(ann.userId());

            assertThat(done(bens, ben.post(group + "/messages", message("wait")))
                            .get("code")
                            .asText())
                    .isEqualTo("not_a_member");
            await(() -> ben.get(group).mustBe(403, "not_a_member"));
            ben.get(group + "/messages").mustBe(403, "not_a_member");
            assertThat(ben.get("/v1/conversations").body().get("items")).isEmpty();
            assertThat(ann.get(group).body().get("members").findValuesAsText("userId"))
                    .containsExactly(ann.userId());
            try (var again = Wire.hello(ben)) {
                assertThat(again.await("ready").get("unread").asLong()).isZero();
            }
        }
    }

    @Test
    void the_last_owner_hands_over_and_leaves() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, Map.of(), ben);
            var refused = done(anns, ann.delete(group + "/members/me"));
            assertThat(refused.get("code").asText()).isEqualTo("not_allowed");
            assertThat(refused.get("detail").asText()).contains("last owner");

            var handed = done(anns, ann.put(group + "/members/" + ben.userId() + "/role", Map.of("role", "owner")));
            assertThat(handed.get("type").asText()).isEqualTo("member.changed");
            assertThat(handed.get("role").asText()).isEqualTo("owner");
            assertThat(bens.await("member.changed").get("userId").asText()).isEqualTo(ben.userId());

            var left = done(anns, ann.delete(group + "/members/me"));
            assertThat(left.get("type").asText()).isEqualTo("member.removed");
            assertThat(bens.await("member.removed").get("userId").asText()).isEqualTo(ann.userId());
            await(() -> {
                var members = ben.get(group).body().get("members");
                assertThat(members.findValuesAsText("role")).containsExactly("owner");
                assertThat(members.findValuesAsText("userId")).containsExactly(ben.userId());
            });
        }
    }

    @Test
    void a_direct_conversation_that_one_leaves_ends_for_both_until_one_opens_it_anew() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            say(ann, anns, direct, "bye");
            done(anns, ann.delete(direct + "/members/me"));
            assertThat(bens.await("member.removed").get("userId").asText()).isEqualTo(ann.userId());
            assertThat(done(bens, ben.post(direct + "/messages", message("wait")))
                            .get("code")
                            .asText())
                    .isEqualTo("not_a_member");
            await(() -> {
                assertThat(ann.get("/v1/conversations").body().get("items")).isEmpty();
                assertThat(ben.get("/v1/conversations").body().get("items")).isEmpty();
            });

            assertThat("/v1/conversations/" + ChatIT.direct(ben, bens, ann)).isEqualTo(direct);
            anns.await(frame -> frame.path("type").asText().equals("conversation.created") && !frame.has("commandId"));
            say(ben, bens, direct, "back");
            await(() -> assertThat(texts(ann, direct)).containsExactly("bye", "back"));
            assertThat(ann.get(direct).body().get("unread").asLong()).isEqualTo(1);
            assertThat(ann.get(direct).body().get("members")).hasSize(2);
        }
    }

    @Test
    void a_member_who_comes_back_reads_what_is_said_from_then_on() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, Map.of(), ben);
            say(ann, anns, group, "one");
            done(bens, ben.delete(group + "/members/me"));
            say(ann, anns, group, "two");
            done(anns, ann.post(group + "/members", Map.of("userId", ben.userId())));
            say(ann, anns, group, "three");

            await(() -> assertThat(texts(ben, group)).containsExactly("three"));
            assertThat(ben.get(group).body().get("unread").asLong()).isEqualTo(1);
            assertThat(bens.events("message.sent"))
                    .extracting(event -> event.get("text").asText())
                    .doesNotContain("two");
        }
    }

    /** A group of {@code owner} and {@code others}, and its path. */
    private static String group(Client owner, Wire wire, Map<String, String> more, Client... others) {
        var body = new HashMap<String, Object>(more);
        body.put("kind", "group");
        body.put("title", "Tea");
        body.put("userIds", Arrays.stream(others).map(Client::userId).toList());
        var created = done(wire, owner.post("/v1/conversations", body));
        return "/v1/conversations/" + created.get("conversationId").asText();
    }

    private static void say(Client client, Wire wire, String conversation, String text) {
        done(wire, client.post(conversation + "/messages", message(text)));
    }

    private static Map<String, String> message(String text) {
        return Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text);
    }

    /** What came of a command. */
    private static JsonNode done(Wire wire, Client.Answer answer) {
        return wire.awaitCommand(answer.must(202).text("commandId"));
    }

    private static List<String> texts(Client client, String conversation) {
        return client.get(conversation + "/messages").body().path("items").findValuesAsText("text");
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }
}
