package io.confab.gateway;

import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.world.Client;
import io.confab.gateway.world.RawSocket;
import io.confab.gateway.world.Wire;
import io.confab.gateway.world.World;
import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Role;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.topic.KafkaClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The socket as clients of every kind meet it. */
class SocketIT {
    private static World world;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        world = World.shared();
        gateway = world.gateway();
    }

    // --- opening

    @Test
    void an_upgrade_says_the_subprotocol_once_and_sets_no_cookie_and_no_extension() {
        try (var socket = new RawSocket(
                gateway.port(),
                "Sec-WebSocket-Protocol: chat, confab.v1",
                "Sec-WebSocket-Extensions: permessage-deflate",
                "Origin: http://127.0.0.1:" + gateway.port())) {
            assertThat(socket.answer()).startsWith("HTTP/1.1 101 ");
            assertThat(socket.answer().split("(?i)sec-websocket-protocol: *", -1))
                    .hasSize(2);
            assertThat(socket.answer()).containsIgnoringCase("Sec-WebSocket-Protocol: confab.v1\r\n");
            assertThat(socket.answer())
                    .doesNotContainIgnoringCase("set-cookie")
                    .doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://evil.example, 403",
        "Origin: null, 403",
        "X-Nothing: 1, 101",
        "Origin: http://127.0.0.1:8080, 101"
    })
    void pages_of_other_origins_may_not_open_one(String header, String status) {
        try (var socket = new RawSocket(gateway.port(), "Sec-WebSocket-Protocol: confab.v1", header)) {
            assertThat(socket.answer()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing: 1", "Sec-WebSocket-Protocol: chat"})
    void another_subprotocol_is_refused(String header) {
        try (var socket = new RawSocket(gateway.port(), header)) {
            assertThat(socket.answer()).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        }
    }

    @Test
    void without_an_upgrade_it_is_426() {
        var answer = world.user(gateway).get("/v1/socket");
        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.text("code")).isEqualTo("upgrade_required");
    }

    // --- breaking the protocol

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"type\":\"what\"}", "{\"type\":\"ping\"}", "[1]", "{\"type\":\"hello\"}"})
    void what_is_no_hello_is_4000(String frame) {
        try (var socket = RawSocket.connect(gateway.port())) {
            socket.text(frame);
            assertThat(socket.awaitClose()).startsWith("4000 ");
        }
    }

    @Test
    void a_second_hello_is_4000() {
        var ann = world.user(gateway);
        try (var wire = Wire.hello(ann)) {
            wire.say(Map.of("type", "hello", "accessToken", ann.token()));
            assertThat(wire.awaitClose()).isEqualTo("4000 second hello");
        }
    }

    @Test
    void a_wrong_token_is_4003() {
        try (var wire = Wire.open(gateway.port())) {
            wire.say(Map.of("type", "hello", "accessToken", "nonsense"));
            assertThat(wire.awaitClose()).isEqualTo("4003 token invalid or expired");
        }
    }

    @Test
    void a_binary_frame_is_4000() {
        try (var socket = RawSocket.connect(gateway.port())) {
            socket.send(RawSocket.BINARY, true, new byte[] {1});
            assertThat(socket.awaitClose()).isEqualTo("4000 binary frame");
        }
    }

    @Test
    void broken_utf8_is_4000() {
        try (var socket = RawSocket.connect(gateway.port())) {
            socket.send(RawSocket.TEXT, false, new byte[] {'"', (byte) 0xC3});
            socket.send(RawSocket.CONTINUATION, true, new byte[] {'"'});
            assertThat(socket.awaitClose()).isEqualTo("4000 not UTF-8");
        }
    }

    @Test
    void a_frame_over_64_kib_is_1009() {
        try (var socket = RawSocket.connect(gateway.port())) {
            socket.send(RawSocket.TEXT, true, new byte[64 * 1024 + 1]);
            assertThat(socket.awaitClose()).startsWith("1009 ");
        }
    }

    /** The list of a full group's members is longer than anything that a client may send. */
    @Test
    void an_event_of_over_64_kib_comes_in_one_frame() throws Exception {
        var ann = world.user(gateway);
        try (var socket = RawSocket.connect(gateway.port())) {
            socket.text("{\"type\":\"hello\",\"accessToken\":\"" + ann.token() + "\"}");
            assertThat(socket.read().orElseThrow().json().get("type").asText()).isEqualTo("ready");

            deliver(new UserId(UUID.fromString(ann.userId())), groupOf(1_000));

            var frame = socket.read().orElseThrow();
            assertThat(frame.payload()).hasSizeGreaterThan(64 * 1024);
            assertThat(frame.opCode()).isEqualTo(RawSocket.TEXT);
            assertThat(frame.last()).isTrue();
            assertThat(frame.json().get("members")).hasSize(1_000);
        }
    }

    private static ConversationCreated groupOf(int size) {
        var members = IntStream.range(0, size)
                .mapToObj(number ->
                        new Member(new UserId(UUID.randomUUID()), "user" + number, "User " + number, Role.MEMBER))
                .toList();
        return new ConversationCreated(
                Instant.now(),
                Optional.empty(),
                new ConversationId(UUID.randomUUID()),
                Kind.GROUP,
                Optional.of("Everybody"),
                History.JOINED,
                members.get(0).userId(),
                members,
                Optional.empty());
    }

    private static void deliver(UserId user, ConversationCreated event) throws Exception {
        try (var producer = new KafkaProducer<>(
                KafkaClients.properties(world.settings()),
                INBOX_COMMANDS.keySerde().serializer(),
                INBOX_COMMANDS.valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(INBOX_COMMANDS.name(), user, new Deliver(user, event)))
                    .get();
        }
    }

    @Test
    void a_message_over_64_kib_in_small_frames_is_1009() {
        try (var socket = RawSocket.connect(gateway.port())) {
            socket.send(RawSocket.TEXT, false, new byte[40 * 1024]);
            socket.send(RawSocket.CONTINUATION, false, new byte[40 * 1024]);
            assertThat(socket.awaitClose()).startsWith("1009 ");
        }
    }

    @Test
    void a_hello_in_pieces_and_of_64_kib_is_read() {
        var ann = world.user(gateway);
        try (var socket = RawSocket.connect(gateway.port())) {
            byte[] hello = ("{\"type\":\"hello\",\"accessToken\":\"" + ann.token() + "\"}").getBytes(UTF_8);
            var whole = new byte[64 * 1024];
            Arrays.fill(whole, (byte) ' ');
            System.arraycopy(hello, 0, whole, 0, hello.length);
            socket.send(RawSocket.TEXT, false, Arrays.copyOf(whole, 10));
            socket.send(RawSocket.PING, true, "still here?".getBytes(UTF_8));
            socket.send(RawSocket.CONTINUATION, true, Arrays.copyOfRange(whole, 10, whole.length));
            var pong = socket.read().orElseThrow();
            assertThat(pong.opCode()).isEqualTo(RawSocket.PONG);
            assertThat(pong.text()).isEqualTo("still here?");
            assertThat(socket.read().orElseThrow().json().get("type").asText()).isEqualTo("ready");
        }
    }

    @Test
    void too_many_frames_are_4029() {
        try (var wire = Wire.hello(world.user(gateway))) {
            for (int i = 0; i < 200 && !wire.isClosed(); i++) {
                wire.sayText("{\"type\":\"ping\"}");
            }
            assertThat(wire.awaitClose()).isEqualTo("4029 too many frames");
        }
    }

    @Test
    void pings_count_as_frames() {
        try (var socket = RawSocket.connect(gateway.port())) {
            for (int i = 0; i < 101; i++) {
                socket.send(RawSocket.PING, true, new byte[0]);
            }
            assertThat(socket.awaitClose()).isEqualTo("4029 too many frames");
        }
    }

    @Test
    void a_ping_frame_is_answered() {
        try (var wire = Wire.hello(world.user(gateway))) {
            wire.say(Map.of("type", "ping"));
            wire.await("pong");
        }
    }

    // --- time

    @Test
    void no_hello_in_time_is_4001() {
        var hasty = world.gateway(Map.of("confab.gateway.hello-timeout", "300ms"));
        try (var wire = Wire.open(hasty.port())) {
            assertThat(wire.awaitClose()).isEqualTo("4001 no hello");
        }
        world.close(hasty);
    }

    @Test
    void two_pings_without_an_answer_are_4008_and_whoever_answers_stays() {
        var curious = world.gateway(Map.of("confab.gateway.ping-interval", "300ms"));
        var ann = world.user(curious);
        try (var deaf = RawSocket.connect(curious.port());
                var lively = Wire.hello(ann)) {
            deaf.text("{\"type\":\"hello\",\"accessToken\":\"" + ann.token() + "\"}");
            var frames = deaf.readToClose();
            assertThat(frames)
                    .filteredOn(frame -> frame.opCode() == RawSocket.PING)
                    .hasSize(2);
            assertThat(frames.get(frames.size() - 1).close()).isEqualTo("4008 no answer to pings");
            lively.say(Map.of("type", "ping"));
            lively.await("pong");
        }
        world.close(curious);
    }

    // --- ends

    @Test
    void a_logout_closes_the_sockets_of_that_session_alone() {
        var phone = world.user(gateway);
        var laptop = world.again(phone);
        try (var phones = Wire.hello(phone);
                var laptops = Wire.hello(laptop)) {
            assertThat(phone.delete("/v1/sessions/current").status()).isEqualTo(204);
            assertThat(phones.awaitClose()).isEqualTo("4010 logged out");
            assertThat(laptops.isClosed()).isFalse();
            laptops.say(Map.of("type", "ping"));
            laptops.await("pong");
        }
    }

    @Test
    void one_socket_too_many_closes_the_oldest() {
        var ann = world.user(gateway);
        var wires = new ArrayList<Wire>();
        for (int i = 0; i < 21; i++) {
            wires.add(Wire.hello(ann));
        }
        assertThat(wires.get(0).awaitClose()).isEqualTo("4009 too many sockets");
        assertThat(wires.get(1).isClosed()).isFalse();
        wires.forEach(Wire::close);
    }

    @Test
    void a_slow_client_is_4008_and_resumes_without_loss() {
        var tight = world.gateway(Map.of(
                "confab.gateway.send-queue-bytes", "65536",
                "confab.gateway.limit.messages.burst", "100000"));
        var ann = world.user(tight);
        var ben = world.user(tight);
        String text = "😀".repeat(4_000);
        try (var anns = Wire.hello(ann);
                var bens = RawSocket.connect(tight.port())) {
            bens.text("{\"type\":\"hello\",\"accessToken\":\"" + ben.token() + "\"}");
            var ready = bens.read().orElseThrow().json();
            var conversation = ChatIT.direct(ann, anns, ben);
            int sent = 0;
            double closesBefore = world.closes(tight, "4008");
            while (world.closes(tight, "4008") == closesBefore) {
                assertThat(sent++).as("messages that fit into buffers").isLessThan(2_000);
                ChatIT.say(ann, conversation, UUID.randomUUID(), text);
            }

            var frames = bens.readToClose();
            assertThat(frames.get(frames.size() - 1).close()).isEqualTo("4008 too slow");
            var cursors = new ArrayList<Long>();
            frames.subList(0, frames.size() - 1)
                    .forEach(frame -> cursors.add(frame.json().get("cursor").asLong()));
            long last = cursors.get(cursors.size() - 1);
            try (var resumed = Wire.resume(ben, last, ready.get("epoch").asText())) {
                resumed.await("caught_up");
                long messages = sent;
                resumed.await(frame -> frame.path("seq").asLong() == messages);
                resumed.events()
                        .forEach(event -> cursors.add(event.get("cursor").asLong()));
            }
            long from = ready.get("cursor").asLong() + 1;
            assertThat(cursors)
                    .containsExactlyElementsOf(
                            LongStream.range(from, from + sent + 1).boxed().toList());
        }
        world.close(tight);
    }

    @Test
    void a_backlog_larger_than_the_queue_is_read_at_the_clients_pace() {
        var tight = world.gateway(Map.of(
                "confab.gateway.send-queue-bytes", "65536",
                "confab.gateway.limit.messages.burst", "100000"));
        var ann = world.user(tight);
        var ben = world.user(tight);
        String epoch;
        try (var bens = Wire.hello(ben)) {
            epoch = bens.await("ready").get("epoch").asText();
        }
        try (var anns = Wire.hello(ann)) {
            var conversation = ChatIT.direct(ann, anns, ben);
            for (int i = 0; i < 100; i++) {
                ChatIT.say(ann, conversation, UUID.randomUUID(), "😀".repeat(4_000));
            }
            anns.await(frame -> frame.path("seq").asLong() == 100);
        }
        try (var bens = Wire.resume(ben, 0, epoch)) {
            assertThat(bens.await("caught_up").get("cursor").asLong()).isEqualTo(101);
            assertThat(bens.events())
                    .extracting(event -> event.get("cursor").asLong())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 101).boxed().toList());
            assertThat(bens.frames())
                    .filteredOn(frame -> frame.get("type").asText().equals("ready"))
                    .hasSize(1);
        }
        world.close(tight);
    }

    @Test
    void slots_that_move_between_gateways_are_not_seen_by_clients() throws InterruptedException {
        var ann = world.user(gateway);
        var readers = new ArrayList<Client>();
        for (int i = 0; i < 8; i++) {
            readers.add(world.user(gateway));
        }
        var wires = readers.stream().map(Wire::hello).toList();
        try (var anns = Wire.hello(ann)) {
            var created = ann.post(
                    "/v1/conversations",
                    Map.of(
                            "kind", "group",
                            "title", "Movers",
                            "userIds", readers.stream().map(Client::userId).toList()));
            var conversation = anns.awaitCommand(created.text("commandId"))
                    .get("conversationId")
                    .asText();
            var stop = new AtomicBoolean();
            var sent = new ArrayList<String>();
            var sender = new Thread(() -> {
                while (!stop.get()) {
                    var text = "m" + sent.size();
                    var answer = ann.post(
                            "/v1/conversations/" + conversation + "/messages",
                            Map.of("clientMessageId", UUID.randomUUID().toString(), "text", text));
                    if (answer.status() == 202) {
                        sent.add(text);
                    }
                }
            });
            sender.start();
            wires.get(0).await("message.sent");
            var other = world.gateway(Map.of());
            try (var there = Wire.hello(readers.get(0).at(other.port()))) {
                there.await("message.sent");
                world.close(other);
                assertThat(there.await("going").get("reconnectAfterMs").asLong())
                        .isBetween(0L, 5_000L);
                assertThat(there.awaitClose()).isEqualTo("1001 going");
            }
            world.awaitUp(gateway);
            stop.set(true);
            sender.join();

            String last = sent.get(sent.size() - 1);
            for (var wire : wires) {
                wire.await(frame -> frame.path("text").asText().equals(last));
                assertThat(wire.events("message.sent"))
                        .extracting(event -> event.get("text").asText())
                        .containsExactlyElementsOf(sent);
                assertThat(wire.events())
                        .extracting(event -> event.get("cursor").asLong())
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, sent.size() + 1)
                                .boxed()
                                .toList());
                assertThat(wire.frames()).hasSize(sent.size() + 2);
                assertThat(wire.isClosed()).isFalse();
            }
        }
        wires.forEach(Wire::close);
    }
}
