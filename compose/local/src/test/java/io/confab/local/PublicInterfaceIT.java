package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.load.client.Api;
import io.confab.load.client.Mailbox;
import io.confab.load.client.Person;
import io.confab.load.client.Socket;
import io.confab.schemas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the public interface to whoever writes a client, on the whole system and over real connections. */
class PublicInterfaceIT {

    @TempDir
    static Path temporary;

    private static LocalProcess stack;
    private static URI url;
    private static Api api;
    private static Mailbox mailbox;

    private final HttpClient http = HttpClient.newHttpClient();
    private Person ann;
    private Person ben;
    private Socket annsSocket;
    private Socket bensSocket;
    private String conversation;

    @BeforeAll
    static void startTheStack() throws Exception {
        var options = LocalPorts.checked(new LocalOptions(0, 0, 0, temporary.resolve("data")));
        stack = LocalProcess.start(
                temporary,
                "--port=" + options.port(),
                "--mail-port=" + options.mailPort(),
                "--ops-port=" + options.opsPort(),
                "--data=" + options.data());
        stack.awaitReady();
        url = URI.create("http://127.0.0.1:" + options.port());
        api = new Api(url);
        mailbox = new Mailbox(URI.create("http://127.0.0.1:" + options.mailPort()));
    }

    @AfterAll
    static void stopTheStack() {
        stack.close();
    }

    @BeforeEach
    void annTalksWithBen() {
        var run = UUID.randomUUID().toString().substring(0, 8);
        ann = Person.signUp(api, mailbox, "ann_" + run);
        ben = Person.signUp(api, mailbox, "ben_" + run);
        annsSocket = ann.connect(Optional.empty());
        bensSocket = ben.connect(Optional.empty());
        conversation = ann.directConversationWith(ben, annsSocket);
    }

    @AfterEach
    void hangUp() {
        annsSocket.close();
        bensSocket.close();
    }

    @Test
    void a_message_sent_twice_under_one_id_is_one_message() {
        var id = UUID.randomUUID();

        var first = ann.say(conversation, id, "hello");
        var again = ann.say(conversation, id, "hello");
        say(ann, "that was all");

        assertThat(first.status()).isEqualTo(202);
        assertThat(again).isEqualTo(first);
        bensSocket.await(frame -> frame.path("text").asText().equals("that was all"));
        assertThat(textsOn(bensSocket)).containsExactly("hello", "that was all");
    }

    @Test
    void the_same_id_with_another_text_is_rejected() {
        var id = UUID.randomUUID();
        ann.say(conversation, id, "hello").orFail(202);

        var reused = ann.say(conversation, id, "something else").orFail(202);
        say(ann, "that was all");

        assertThat(rejectionOf(reused)).isEqualTo("client_message_id_reused");
        bensSocket.await(frame -> frame.path("text").asText().equals("that was all"));
        assertThat(textsOn(bensSocket)).containsExactly("hello", "that was all");
    }

    @Test
    void what_a_blocked_person_says_is_rejected_from_the_202_of_the_block_on() {
        // when
        api.put("/v1/me/blocks/" + ann.userId(), ben.token(), Map.of()).orFail(202);
        var unheard = ann.say(conversation, UUID.randomUUID(), "are you there?").orFail(202);

        // then
        assertThat(rejectionOf(unheard)).isEqualTo("blocked");
        var applied = bensSocket.await(frame -> frame.path("type").asText().equals("block.applied"));
        assertThat(applied.json().path("userId").asText()).isEqualTo(ann.userId());

        // and: lifted, they can talk again, and what was rejected is not made up for
        api.delete("/v1/me/blocks/" + ann.userId(), ben.token()).orFail(202);
        bensSocket.await(frame -> frame.path("type").asText().equals("block.lifted"));
        say(ann, "hello again");
        bensSocket.await(frame -> frame.path("text").asText().equals("hello again"));
        assertThat(textsOn(bensSocket)).containsExactly("hello again");
    }

    @Test
    void a_conversation_that_one_is_not_in_does_not_exist() throws Exception {
        var unknown = UUID.randomUUID().toString();
        var cleo = Person.signUp(
                api, mailbox, "cleo_" + UUID.randomUUID().toString().substring(0, 8));
        try (var cleosSocket = cleo.connect(Optional.empty())) {
            for (var closed : List.of(unknown, conversation)) {
                var command = cleo.say(closed, UUID.randomUUID(), "let me in").orFail(202);

                assertThat(rejectionOf(command, cleosSocket)).isEqualTo("unknown_conversation");
                assertProblem(get("/v1/conversations/" + closed + "/messages", cleo), 404, "not_found");
            }
        }
    }

    @Test
    void a_body_that_is_no_json_is_told_where() throws Exception {
        var problem = assertProblem(post("{\"clientMessageId\":"), 400, "invalid_json");

        assertThat(problem.path("detail").asText()).contains("line 1");
    }

    @Test
    void a_body_that_is_no_utf_8_is_refused() throws Exception {
        var body = "{\"clientMessageId\":\"" + UUID.randomUUID() + "\",\"text\":\"?\"}";
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        bytes[body.indexOf('?')] = (byte) 0xC3;

        assertProblem(post(BodyPublishers.ofByteArray(bytes), ann.token()), 400, "invalid_utf8");
    }

    @Test
    void a_huge_body_is_refused_whether_or_not_its_length_is_told() throws Exception {
        var huge = new byte[3_000_000];

        assertProblem(post(BodyPublishers.ofByteArray(huge), ann.token()), 413, "body_too_large");
        assertProblem(
                post(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(huge)), ann.token()),
                413,
                "body_too_large");
    }

    @Test
    void every_wrong_field_is_pointed_at() throws Exception {
        var problem = assertProblem(post("{\"clientMessageId\":\"7\",\"text\":\"\"}"), 422, "validation_failed");

        assertThat(problem.path("errors").findValuesAsText("pointer")).containsExactly("/clientMessageId", "/text");
    }

    @Test
    void a_wrong_token_and_none_are_told_apart() throws Exception {
        assertProblem(post(BodyPublishers.ofString("{}"), Optional.of("nonsense")), 401, "invalid_token");
        assertProblem(post(BodyPublishers.ofString("{}"), Optional.empty()), 401, "unauthenticated");
    }

    @Test
    void an_unknown_path_and_a_wrong_method_are_problems_too() throws Exception {
        assertProblem(get("/v1/nowhere", ann), 404, "not_found");
        assertProblem(
                send(request("/v1/conversations", ann.token()).method("PATCH", BodyPublishers.noBody())),
                405,
                "method_not_allowed");
    }

    private void say(Person person, String text) {
        person.say(conversation, UUID.randomUUID(), text).orFail(202);
    }

    private static List<String> textsOn(Socket socket) {
        return socket.frames().stream()
                .filter(frame -> frame.type().equals("message.sent"))
                .map(frame -> frame.json().path("text").asText())
                .toList();
    }

    private String rejectionOf(JsonNode accepted) {
        return rejectionOf(accepted, annsSocket);
    }

    private static String rejectionOf(JsonNode accepted, Socket socket) {
        var command = accepted.path("commandId").asText();
        var rejected = socket.await(frame -> frame.path("type").asText().equals("command.rejected")
                && frame.path("commandId").asText().equals(command));
        assertThat(rejected.json().path("detail").asText()).isNotBlank();
        return rejected.json().path("code").asText();
    }

    private static JsonNode assertProblem(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = Json.mapper().readTree(response.body());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    private HttpResponse<String> get(String path, Person person) throws Exception {
        return send(request(path, person.token()).GET());
    }

    /** As a message of Ann's. */
    private HttpResponse<String> post(String body) throws Exception {
        return post(BodyPublishers.ofString(body), ann.token());
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body, Optional<String> token) throws Exception {
        return send(request("/v1/conversations/" + conversation + "/messages", token)
                .POST(body));
    }

    private static HttpRequest.Builder request(String path, Optional<String> token) {
        var request = HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", "application/json");
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
