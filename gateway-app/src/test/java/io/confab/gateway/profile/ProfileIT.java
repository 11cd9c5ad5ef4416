package io.confab.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.Gateway;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** One's profile, and finding others. */
class ProfileIT {
    private static final World WORLD = World.ofAccounts();
    private static final Gateway GATEWAY = World.gatewayOfAccounts();

    private final Person ann = WORLD.person(GATEWAY, "ann").join();

    @Test
    void a_profile_begins_with_the_username_and_open_settings() {
        var me = ann.http().get("/v1/me").must(200).body();

        assertThat(me.get("userId").asText()).isEqualTo(ann.userId());
        assertThat(me.get("username").asText()).isEqualTo(ann.name());
        assertThat(me.get("displayName").asText()).isEqualTo(ann.name());
        assertThat(me.get("email").asText()).isEqualTo(ann.email());
        assertThat(me.get("tags")).isEmpty();
        assertThat(me.get("createdAt").asText()).endsWith("Z");
        assertThat(me.get("sendReceipts").asBoolean()).isTrue();
        assertThat(me.get("showPresence").asBoolean()).isTrue();
        assertThat(me.get("showTyping").asBoolean()).isTrue();
    }

    @Test
    void a_change_changes_what_it_names_alone() {
        ann.http()
                .patch("/v1/me", Map.of("displayName", "  Ann Example ", "bio", "line\nline", "sendReceipts", false))
                .must(200);
        var me = ann.http()
                .patch("/v1/me", Map.of("showTyping", false, "username", "ignored"))
                .must(200)
                .body();

        assertThat(me.get("displayName").asText()).isEqualTo("Ann Example");
        assertThat(me.get("bio").asText()).isEqualTo("line\nline");
        assertThat(me.get("sendReceipts").asBoolean()).isFalse();
        assertThat(me.get("showTyping").asBoolean()).isFalse();
        assertThat(me.get("showPresence").asBoolean()).isTrue();
        assertThat(me.get("username").asText()).isEqualTo(ann.name());
        assertThat(ann.http().get("/v1/me").body()).isEqualTo(me);
    }

    @Test
    void a_change_that_cannot_be_is_pointed_at() {
        var problem = ann.http()
                .patch("/v1/me", Map.of("displayName", "", "bio", "x".repeat(501)))
                .mustBe(422, "validation_failed");

        assertThat(problem.body().get("errors").findValuesAsText("pointer")).containsExactly("/displayName", "/bio");
    }

    @Test
    void tags_are_trimmed_lower_cased_and_unique() {
        var tags = ann.http()
                .put("/v1/me/tags", Map.of("tags", List.of(" Chess", "chess", "Go ", "été")))
                .must(200)
                .body();

        assertThat(tags.toString()).isEqualTo("{\"tags\":[\"chess\",\"go\",\"été\"]}");
        assertThat(ann.http().get("/v1/me").body().get("tags")).isEqualTo(tags.get("tags"));
    }

    @Test
    void more_than_twenty_tags_are_refused() {
        var tags = IntStream.range(0, 21).mapToObj(i -> "t" + i).toList();

        ann.http().put("/v1/me/tags", Map.of("tags", tags)).mustBe(422, "validation_failed");
        ann.http().put("/v1/me/tags", Map.of("tags", List.of("x".repeat(33)))).mustBe(422, "validation_failed");
        ann.http().put("/v1/me/tags", Map.of("tags", List.of(" "))).mustBe(422, "validation_failed");
        ann.http().put("/v1/me/tags", Map.of()).mustBe(422, "validation_failed");
    }

    @Test
    void others_are_found_by_the_beginning_of_their_names_page_by_page() {
        String prefix = WORLD.person(GATEWAY, "zoe").name() + "_";
        var names = List.of(prefix + "a", prefix + "b", prefix + "c");
        names.forEach(name -> WORLD.named(GATEWAY, name).join());
        WORLD.named(GATEWAY, prefix.replace('_', 'x') + "d").join();

        var found = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        do {
            var page = ann.http()
                    .get("/v1/users?limit=2&query=" + prefix.toUpperCase(Locale.ROOT) + cursor)
                    .must(200)
                    .body();
            StreamSupport.stream(page.get("items").spliterator(), false)
                    .map(item -> item.get("username").asText())
                    .forEach(found::add);
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
            pages++;
        } while (!cursor.isEmpty());

        assertThat(found).isEqualTo(names);
        assertThat(pages).isEqualTo(2);
    }

    @Test
    void a_search_without_a_query_is_refused() {
        ann.http().get("/v1/users").mustBe(422, "validation_failed");
        ann.http().get("/v1/users?query=").mustBe(422, "validation_failed");
    }

    @Test
    void another_user_is_seen_without_what_is_private() {
        var ben = WORLD.person(GATEWAY, "ben").join();

        var profile = ann.http().get("/v1/users/" + ben.userId()).must(200).body();

        assertThat(profile.toString())
                .isEqualTo("{\"userId\":\"" + ben.userId() + "\",\"username\":\"" + ben.name() + "\",\"displayName\":\""
                        + ben.name() + "\"}");
        ann.http().get("/v1/users/01900000-0000-7000-8000-000000000000").mustBe(404, "not_found");
        ann.http().get("/v1/users/ben").mustBe(404, "not_found");
    }

    @Test
    void the_export_has_everything_and_no_secret() {
        ann.http().put("/v1/me/tags", Map.of("tags", List.of("chess"))).must(200);

        var answer = ann.http().get("/v1/me/export").must(200);

        assertThat(answer.body().at("/profile/email").asText()).isEqualTo(ann.email());
        assertThat(answer.body().at("/profile/tags/0").asText()).isEqualTo("chess");
        assertThat(answer.body().at("/sessions/0/sessionId").asText()).isEqualTo(ann.sessionId());
        assertThat(answer.body().get("blocks")).isEmpty();
        assertThat(answer.body().toString()).doesNotContain("argon2", "hash", "Hash");
    }

    @Test
    void nobody_without_a_token_sees_anything() {
        for (var path : List.of("/v1/me", "/v1/me/export", "/v1/users?query=ann", "/v1/sessions", "/v1/me/blocks")) {
            WORLD.person(GATEWAY, "nobody").http().get(path).mustBe(401, "unauthenticated");
        }
    }
}
