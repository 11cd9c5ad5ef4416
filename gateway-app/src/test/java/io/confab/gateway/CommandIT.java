package io.confab.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.world.Client;
import io.confab.gateway.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway itself says to commands, before any topology has seen them. */
class CommandIT {
    private static final String ID = "00000000-0000-7000-8000-000000000009";
    private static final String MESSAGES = "/v1/conversations/" + ID + "/messages";
    private static Gateway gateway;
    private static Client ann;

    @BeforeAll
    static void start() {
        gateway = World.shared().gateway();
        ann = World.shared().user(gateway);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /clientMessageId,/text",
                "{\"clientMessageId\":\"x\",\"text\":\"t\"} | /clientMessageId",
                "{\"clientMessageId\":\"" + ID + "\",\"text\":\"\"} | /text",
                "{\"clientMessageId\":\"" + ID + "\",\"text\":\" \\n \"} | /text",
                "{\"clientMessageId\":\"" + ID + "\",\"text\":\"a\\u0000b\"} | /text",
                "{\"clientMessageId\":\"" + ID + "\",\"text\":\"a\\uD83D\"} | /text",
                "{\"clientMessageId\":\"" + ID + "\",\"text\":5} | /text",
                "{\"clientMessageId\":\"" + ID + "\",\"text\":\"t\",\"replyTo\":0} | /replyTo",
                "{\"clientMessageId\":\"" + ID + "\",\"text\":\"t\",\"replyTo\":\"1\"} | /replyTo"
            })
    void an_invalid_message_is_422_with_pointers(String body, String pointers) {
        mustBeInvalid(ann.postText(MESSAGES, body), pointers);
    }

    @Test
    void a_text_is_measured_in_code_points() {
        assertThat(ann.post(MESSAGES, message("😀".repeat(4_000))).status()).isEqualTo(202);
        mustBeInvalid(ann.post(MESSAGES, message("a".repeat(4_001))), "/text");
    }

    @Test
    void a_body_that_is_no_json_is_400_and_a_huge_one_413() {
        assertThat(ann.postText(MESSAGES, "{").status()).isEqualTo(400);
        assertThat(ann.postText(MESSAGES, "\"" + "a".repeat(70_000) + "\"").status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /kind",
                "{\"kind\":\"party\"} | /kind",
                "{\"kind\":\"direct\"} | /userId",
                "{\"kind\":\"direct\",\"userId\":\"x\"} | /userId",
                "{\"kind\":\"group\"} | /title,/userIds",
                "{\"kind\":\"group\",\"title\":\"  \",\"userIds\":[]} | /title",
                "{\"kind\":\"group\",\"title\":\"a\\nb\",\"userIds\":[]} | /title",
                "{\"kind\":\"group\",\"title\":\"t\",\"userIds\":[\"x\"]} | /userIds",
                "{\"kind\":\"group\",\"title\":\"t\",\"userIds\":[null]} | /userIds",
                "{\"kind\":\"group\",\"title\":\"t\",\"userIds\":[],\"history\":\"some\"} | /history",
                "{\"kind\":\"group\",\"title\":\"t\",\"userIds\":[],\"clientId\":\"x\"} | /clientId"
            })
    void an_invalid_conversation_is_422_with_pointers(String body, String pointers) {
        mustBeInvalid(ann.postText("/v1/conversations", body), pointers);
    }

    @Test
    void a_group_may_name_so_many_and_no_more() {
        var group = new HashMap<String, Object>(Map.of("kind", "group", "title", "Crowd"));
        group.put("userIds", Collections.nCopies(1_001, UUID.randomUUID().toString()));
        mustBeInvalid(ann.post("/v1/conversations", group), "/userIds");
    }

    @Test
    void nobody_talks_to_or_blocks_themselves() {
        mustBeInvalid(ann.post("/v1/conversations", Map.of("kind", "direct", "userId", ann.userId())), "/userId");
        assertThat(ann.put("/v1/me/blocks/" + ann.userId()).status()).isEqualTo(422);
        assertThat(ann.delete("/v1/me/blocks/" + ann.userId()).status()).isEqualTo(422);
    }

    @Test
    void who_has_no_account_cannot_be_blocked() {
        assertThat(ann.put("/v1/me/blocks/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(ann.put("/v1/me/blocks/nonsense").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/conversations/nonsense/messages",
                "/v1/conversations/00000000-0000-7000-8000-00000000000/messages"
            })
    void a_path_that_names_nothing_is_404(String path) {
        assertThat(ann.post(path, message("hello")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | | {} | /title",
                "PATCH | | {\"title\":\" \"} | /title",
                "POST | /members | {\"userId\":\"x\"} | /userId",
                "PUT | /members/me/role | {\"role\":\"king\"} | /role"
            })
    void an_invalid_change_of_a_group_is_422(String method, String path, String body, String pointers) {
        mustBeInvalid(
                ann.call(method, "/v1/conversations/" + ID + Objects.requireNonNullElse(path, ""), body), pointers);
    }

    @Test
    void a_member_that_is_no_id_is_404() {
        assertThat(ann.delete("/v1/conversations/" + ID + "/members/nonsense").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{} | /seq", "{\"seq\":0} | /seq", "{\"seq\":1.5} | /seq", "{\"seq\":\"1\"} | /seq"})
    void an_invalid_read_mark_is_422(String body, String pointers) {
        mustBeInvalid(ann.call("PUT", "/v1/conversations/" + ID + "/read", body), pointers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"pool\":\"UPPER\"} | /pool",
                "{\"pool\":\"\"} | /pool",
                "{\"pool\":\"de/\"} | /pool",
                "{\"clientId\":\"x\"} | /clientId",
                "{\"tags\":[\"\"]} | /tags",
                "{\"anyone\":\"yes\"} | /anyone"
            })
    void an_invalid_ticket_is_422(String body, String pointers) {
        mustBeInvalid(ann.postText("/v1/chatup/tickets", body), pointers);
    }

    @Test
    void the_same_ticket_twice_is_the_same_command() {
        var ticket = Map.of("clientId", UUID.randomUUID().toString());
        var first = ann.post("/v1/chatup/tickets", ticket);
        assertThat(first.status()).isEqualTo(202);
        assertThat(ann.post("/v1/chatup/tickets", ticket).text("commandId")).isEqualTo(first.text("commandId"));
        assertThat(ann.delete("/v1/chatup/tickets/current").status()).isEqualTo(202);
    }

    @Test
    void more_than_the_burst_of_messages_is_429() {
        var hasty = World.shared().user(gateway);
        var answers = new ArrayList<Client.Answer>();
        do {
            answers.add(hasty.post(MESSAGES, message("again")));
        } while (answers.get(answers.size() - 1).status() == 202 && answers.size() < 1_000);
        var last = answers.get(answers.size() - 1);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.retryAfter()).contains("1");
        assertThat(answers).hasSizeGreaterThan(100);
    }

    @Test
    void nothing_goes_without_a_login() {
        var nobody = ann.withToken("");
        for (var answer : List.of(
                nobody.post(MESSAGES, message("hello")),
                nobody.post("/v1/conversations", Map.of()),
                nobody.put("/v1/me/blocks/" + ID),
                nobody.post("/v1/chatup/tickets", Map.of()),
                nobody.get("/v1/conversations"),
                nobody.get(MESSAGES))) {
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    private static Map<String, String> message(String text) {
        return Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text);
    }

    private static void mustBeInvalid(Client.Answer answer, String pointers) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.body().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(pointers.split(","));
    }
}
