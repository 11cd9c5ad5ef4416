package io.confab.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding what was said, and only what one may read. */
class SearchIT {
    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    @Test
    void what_has_all_words_is_found_whatever_their_case_and_the_last_by_its_beginning() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            say(ann, anns, direct, "Green tea, please!");
            say(ann, anns, direct, "Un CAFÉ and a teapot");
            say(ann, anns, direct, "我喝茶 🎉");
            await(() -> assertThat(found(ben, "茶")).containsExactly("我喝茶 🎉"));

            assertThat(found(ben, "tea")).containsExactly("Un CAFÉ and a teapot", "Green tea, please!");
            assertThat(found(ben, "TEA gre")).containsExactly("Green tea, please!");
            assertThat(found(ben, "tea cafe")).isEmpty(); // only the last word may be a beginning
            assertThat(found(ben, "cafe tea")).containsExactly("Un CAFÉ and a teapot");
            assertThat(found(ben, "p")).isEmpty(); // too short to begin one
            assertThat(found(ben, "a")).containsExactly("Un CAFÉ and a teapot");
            assertThat(found(ben, "🎉")).containsExactly("我喝茶 🎉");
            assertThat(found(ben, "' & tea:* | !")).hasSize(2);
            assertThat(found(ben, "?!")).isEmpty();
            assertThat(found(ben, "coffee")).isEmpty();

            var item = search(ben, "please", "").get("items").get(0);
            assertThat(item).isEqualTo(ben.get(direct + "/messages").body().at("/items/0"));
        }
    }

    @Test
    void pages_lead_from_the_newest_to_the_oldest_and_none_is_found_twice() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann)) {
            var group = group(ann, anns, Map.of(), ben);
            var direct = "/v1/conversations/" + ChatIT.direct(ann, anns, ben);
            var said = new ArrayList<String>();
            for (int i = 0; i < 7; i++) {
                said.add(0, "needle " + i);
                say(ann, anns, i % 2 == 0 ? group : direct, "needle " + i);
            }
            await(() -> assertThat(found(ann, "needle")).hasSize(7));

            var pages = new ArrayList<List<String>>();
            String cursor = "";
            do {
                var page = search(ann, "needle", "&limit=3" + cursor);
                pages.add(page.get("items").findValuesAsText("text"));
                cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
            } while (!cursor.isEmpty());
            assertThat(pages).extracting(List::size).containsExactly(3, 3, 1);
            assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(said);
        }
    }

    @Test
    void nothing_is_found_but_what_one_may_read() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        var cleo = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, Map.of(), ben);
            var open = group(ann, anns, Map.of("history", "all"), ben);
            say(ann, anns, group, "secret before");
            say(ann, anns, open, "secret of all");
            await(() -> assertThat(found(ben, "secret")).hasSize(2));
            assertThat(found(cleo, "secret")).isEmpty();

            for (var each : List.of(group, open)) {
                done(anns, ann.post(each + "/members", Map.of("userId", cleo.userId())));
            }
            say(ann, anns, group, "secret after");
            await(() -> assertThat(found(cleo, "secret")).containsExactly("secret after", "secret of all"));

            done(bens, ben.delete(group + "/members/me"));
            await(() -> assertThat(found(ben, "secret")).containsExactly("secret of all"));
        }
    }

    @Test
    void in_groups_blocked_people_are_left_out_as_long_as_the_block_lasts() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var group = group(ann, anns, Map.of(), ben);
            say(ben, bens, group, "noise by Ben");
            say(ann, anns, group, "noise by Ann");
            await(() -> assertThat(found(ann, "noise")).hasSize(2));

            ann.put("/v1/me/blocks/" + ben.userId()).must(202);
            assertThat(found(ann, "noise")).containsExactly("noise by Ann");
            assertThat(found(ben, "noise")).hasSize(2);
            ann.delete("/v1/me/blocks/" + ben.userId()).must(202);
            assertThat(found(ann, "noise")).hasSize(2);
        }
    }

    @Test
    void in_one_conversation_only_its_messages_are_found_by_its_members() {
        var ann = world.user(gateway);
        var ben = world.user(gateway);
        try (var anns = Wire.hello(ann);
                var bens = Wire.hello(ben)) {
            var one = group(ann, anns, Map.of(), ben);
            var other = group(ann, anns, Map.of(), ben);
            say(ann, anns, one, "word here");
            say(ann, anns, other, "word there");
            await(() -> assertThat(found(ben, "word")).hasSize(2));
            String here = "&conversationId=" + one.substring(one.lastIndexOf('/') + 1);
            assertThat(search(ben, "word", here).get("items").findValuesAsText("text"))
                    .containsExactly("word here");

            done(bens, ben.delete(one + "/members/me"));
            await(() -> ben.get("/v1/search/messages?q=word" + here).mustBe(403, "not_a_member"));
            ben.get("/v1/search/messages?q=word&conversationId=" + UUID.randomUUID())
                    .mustBe(404, "not_found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?q=", "?q=%20%20", "?q=a%00b", "?q=ab&conversationId=x", "?q=ab&cursor=x", "?q=ab&limit=0"})
    void what_is_no_search_is_422(String query) {
        world.user(gateway).get("/v1/search/messages" + query).mustBe(422, "validation_failed");
    }

    @Test
    void a_search_has_200_characters_at_most() {
        var ann = world.user(gateway);
        assertThat(found(ann, "😀".repeat(200))).isEmpty();
        assertThat(found(ann, "ab ".repeat(66) + "ab")).isEmpty();
        ann.get("/v1/search/messages?q=" + "a".repeat(201)).mustBe(422, "validation_failed");
    }

    private static List<String> found(Client client, String words) {
        return search(client, words, "").get("items").findValuesAsText("text");
    }

    private static JsonNode search(Client client, String words, String more) {
        return client.get("/v1/search/messages?q=" + URLEncoder.encode(words, UTF_8) + more)
                .must(200)
                .body();
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
        done(
                wire,
                client.post(
                        conversation + "/messages",
                        Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text)));
    }

    private static JsonNode done(Wire wire, Client.Answer answer) {
        return wire.awaitCommand(answer.must(202).text("commandId"));
    }

    private static void await(ThrowingRunnable holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }
}
