package io.confab.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.RejectionCode;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import io.confab.schemas.topic.Topic;
import io.confab.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final UserId ANN = UserId.of("00000000-0000-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("00000000-0000-7000-8000-00000000000b");
    private static final ConversationId TALK = ConversationId.direct(ANN, BEN);
    private static final CommandId COMMAND = CommandId.of("00000000-0000-7000-8000-0000000000c0");
    private static final ClientMessageId CLIENT_ID = ClientMessageId.of("00000000-0000-7000-8000-0000000000d0");

    @Test
    void a_command_reads_back_as_it_was_written() {
        assertReadsBack(
                Topics.CHAT_COMMANDS,
                new ChatCommand.SendMessage(COMMAND, TALK, ANN, CLIENT_ID, "hello", Optional.of(new Seq(3))));
        assertReadsBack(
                Topics.CHAT_COMMANDS,
                new ChatCommand.CreateConversation(
                        COMMAND,
                        TALK,
                        Optional.empty(),
                        Optional.empty(),
                        Kind.DIRECT,
                        Optional.empty(),
                        History.JOINED,
                        new Profile(ANN, "ann", "Ann"),
                        List.of(new Profile(BEN, "ben", "Ben")),
                        List.of()));
        assertReadsBack(
                Topics.INBOX_COMMANDS,
                new InboxCommand.OpenSession(
                        ANN,
                        SocketId.of("00000000-0000-7000-8000-0000000000e0"),
                        SessionId.of("00000000-0000-7000-8000-0000000000e1"),
                        new Slot(2),
                        1,
                        Optional.of(new Cursor(41)),
                        Optional.of(new Epoch("e1")),
                        Optional.of(new ShowsPresence(true, 7))));
    }

    @Test
    void an_event_is_told_apart_within_an_inbox_command_and_a_push() {
        var target = new Push.Target(new Slot(1), ANN, SocketId.of("00000000-0000-7000-8000-0000000000e0"), 2);

        assertReadsBack(Topics.INBOX_COMMANDS, new InboxCommand.Deliver(ANN, messageSent()));
        assertReadsBack(
                Topics.GATEWAY_PUSHES, new Push.Events(target, List.of(new Push.Entry(new Cursor(7), messageSent()))));
    }

    @Test
    void an_event_has_the_type_and_the_properties_of_the_public_interface() {
        assertThat(text(Topics.CHAT_EVENTS, messageSent()))
                .isEqualTo("{\"type\":\"message.sent\",\"at\":\"2030-01-01T00:00:00Z\""
                        + ",\"commandId\":\"00000000-0000-7000-8000-0000000000c0\""
                        + ",\"conversationId\":\"" + TALK + "\",\"seq\":1"
                        + ",\"messageId\":\"" + MessageId.from(COMMAND) + "\""
                        + ",\"clientMessageId\":\"00000000-0000-7000-8000-0000000000d0\""
                        + ",\"senderId\":\"00000000-0000-7000-8000-00000000000a\",\"text\":\"hello\"}");
        assertThat(Json.write(
                        new UserEvent.CommandRejected(NOW, Optional.of(COMMAND), RejectionCode.BLOCKED, "no more")))
                .contains("\"code\":\"blocked\"");
    }

    @Test
    void a_type_with_parameters_reads_back_as_it_was_written() {
        var serde = Json.serde(new TypeReference<Optional<List<UserId>>>() {});
        var value = Optional.of(List.of(ANN));
        var bytes = serde.serializer().serialize("store", value);

        assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(value);
    }

    @Test
    void ids_are_keys_of_objects_too() {
        assertThat(Json.write(Map.of(ANN, 1))).isEqualTo("{\"" + ANN + "\":1}");
    }

    @Test
    void an_unknown_property_is_ignored_and_an_unknown_type_is_refused() {
        var known = "{\"type\":\"mark_read\",\"commandId\":\"" + COMMAND + "\",\"conversationId\":\"" + TALK
                + "\",\"readerId\":\"" + ANN + "\",\"seq\":3,\"mood\":\"good\"}";

        assertThat(read(Topics.CHAT_COMMANDS, known))
                .isEqualTo(new ChatCommand.MarkRead(COMMAND, TALK, ANN, new Seq(3), Optional.empty()));
        assertThatThrownBy(() -> read(Topics.CHAT_COMMANDS, known.replace("mark_read", "mark_moved")))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(Topics.CHAT_COMMANDS, known.replace("\"seq\":3", "\"seq\":0")))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(Topics.CHAT_COMMANDS, "null")).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(Topics.CHAT_COMMANDS, "{")).isInstanceOf(SerializationException.class);
    }

    private static ChatEvent messageSent() {
        return new ChatEvent.MessageSent(
                NOW,
                Optional.of(COMMAND),
                TALK,
                new Seq(1),
                MessageId.from(COMMAND),
                CLIENT_ID,
                ANN,
                "hello",
                Optional.empty());
    }

    private static <V> void assertReadsBack(Topic<?, V> topic, V value) {
        assertThat(read(topic, text(topic, value))).isEqualTo(value);
    }

    private static <V> String text(Topic<?, V> topic, V value) {
        return new String(topic.valueSerde().serializer().serialize(topic.name(), value), StandardCharsets.UTF_8);
    }

    private static <V> V read(Topic<?, V> topic, String json) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), json.getBytes(StandardCharsets.UTF_8));
    }
}
