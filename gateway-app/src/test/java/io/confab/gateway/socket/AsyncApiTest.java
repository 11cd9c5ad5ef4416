package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.confab.schemas.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AsyncApiTest {

    /** What clients are promised of each event, besides type, cursor, at and commandId. A word more is a promise for good. */
    private static final Map<String, Set<String>> PROMISED = Map.ofEntries(
            Map.entry("conversation.created", Set.of("conversationId", "kind", "title", "createdBy", "members")),
            Map.entry("conversation.changed", Set.of("conversationId", "title", "by")),
            Map.entry("member.added", Set.of("conversationId", "userId", "username", "displayName", "role", "by")),
            Map.entry("member.changed", Set.of("conversationId", "userId", "role", "by")),
            Map.entry("member.removed", Set.of("conversationId", "userId", "by")),
            Map.entry(
                    "message.sent",
                    Set.of("conversationId", "seq", "messageId", "clientMessageId", "senderId", "text", "replyTo")),
            Map.entry("message.edited", Set.of("conversationId", "seq", "text", "by")),
            Map.entry("message.deleted", Set.of("conversationId", "seq", "by")),
            Map.entry("reaction.added", Set.of("conversationId", "seq", "emoji", "userId")),
            Map.entry("reaction.removed", Set.of("conversationId", "seq", "emoji", "userId")),
            Map.entry("conversation.read", Set.of("conversationId", "userId", "seq")),
            Map.entry("conversation.muted", Set.of("conversationId", "until")),
            Map.entry("block.applied", Set.of("userId")),
            Map.entry("block.lifted", Set.of("userId")),
            Map.entry("command.rejected", Set.of("code", "detail")),
            Map.entry("chatup.waiting", Set.of("ticketId", "waiting", "estimatedWaitMs")),
            Map.entry("chatup.matched", Set.of("ticketId", "matchId", "conversationId", "peer", "sharedTags", "score")),
            Map.entry("chatup.expired", Set.of("ticketId")),
            Map.entry("chatup.cancelled", Set.of("ticketId", "reason")));

    /** The same of what has no cursor, besides type. */
    private static final Map<String, Set<String>> EPHEMERAL = Map.of(
            "typing", Set.of("conversationId", "userId"),
            "presence", Set.of("userId", "online", "lastSeenAt"),
            "conversation.delivered", Set.of("conversationId", "userId", "seq"));

    @Test
    void what_has_no_cursor_tells_clients_what_is_promised_and_nothing_else() {
        var document = Json.read(AsyncApi.document("/v1/socket", "confab.v1"), JsonNode.class);
        EPHEMERAL.forEach((type, promised) -> {
            var properties = document.at("/components/messages").get(type).at("/payload/properties");
            var told = new TreeSet<String>();
            properties.fieldNames().forEachRemaining(told::add);
            var all = new TreeSet<>(promised);
            all.add("type");
            assertThat(told).as(type).isEqualTo(all);
            assertThat(document.at("/operations/sendFrames/messages").findValuesAsText("$ref"))
                    .contains("#/channels/socket/messages/" + type);
        });
        assertThat(document.at("/operations/receiveFrames/messages").findValuesAsText("$ref"))
                .contains("#/channels/socket/messages/client.typing");
    }

    @TestFactory
    Stream<DynamicTest> an_event_tells_clients_what_is_promised_and_nothing_else() {
        var document = Json.read(AsyncApi.document("/v1/socket", "confab.v1"), JsonNode.class);
        var messages = document.at("/components/messages");

        return messages.properties().stream()
                .filter(message -> message.getValue().at("/payload/properties").has("cursor"))
                .filter(message -> message.getValue().at("/payload/properties").has("at"))
                .map(message -> DynamicTest.dynamicTest(message.getKey(), () -> {
                    var told = new TreeSet<String>();
                    message.getValue().at("/payload/properties").fieldNames().forEachRemaining(told::add);

                    assertThat(PROMISED).containsKey(message.getKey());
                    var promised = new TreeSet<>(PROMISED.get(message.getKey()));
                    promised.addAll(Set.of("type", "cursor", "at", "commandId"));
                    assertThat(told).isEqualTo(promised);
                }));
    }
}
