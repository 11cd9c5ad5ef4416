package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.http.Caller;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.EphemeralEvent.UserTyping;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a connection does with what may be lost. */
class HintsConnectionTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final UserId ANN = UserId.of("00000000-0000-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("00000000-0000-7000-8000-00000000000b");
    private static final SessionId PHONE = SessionId.of("00000000-0000-7000-8000-000000000001");
    private static final SocketId SOCKET = SocketId.of("00000000-0000-7000-8000-000000000003");
    private static final ConversationId TEA = ConversationId.of("00000000-0000-7000-8000-00000000000c");
    private static final ConversationId COFFEE = ConversationId.of("00000000-0000-7000-8000-00000000000d");
    private static final Epoch EPOCH = new Epoch("e1");
    private static final Slot SLOT = new Slot(3);
    private static final Connection.Limits LIMITS = new Connection.Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofHours(25),
            1_000,
            2_000,
            new PresenceWatch.Pace(Duration.ofMinutes(2), Duration.ofSeconds(2)));

    private final RecordingPort port = new RecordingPort(SLOT);
    private final Connection connection = new Connection(SOCKET, LIMITS, port, START);
    private Instant now = START;

    // --- what is shown to the client

    @Test
    void an_ephemeral_event_is_sent_without_a_cursor() {
        live();
        push(new Push.Ephemeral(target(1), typing()));
        assertThat(port.ephemeral)
                .containsExactly("{\"type\":\"typing\",\"conversationId\":\"" + TEA + "\",\"userId\":\"" + BEN + "\"}");
        assertThat(port.sent).isEmpty();
    }

    @Test
    void nothing_of_the_moment_gets_between_what_was_missed() {
        hello(",\"since\":7,\"epoch\":\"e1\"");
        push(new Push.Ephemeral(target(1), typing()));
        push(new Push.Ready(target(1), EPOCH, new Cursor(7), 0));
        push(new Push.Ephemeral(target(1), typing()));
        assertThat(port.ephemeral).isEmpty();

        push(new Push.CaughtUp(target(1), new Cursor(7)));
        push(new Push.Ephemeral(target(1), typing()));
        assertThat(port.ephemeral).hasSize(1);
    }

    @Test
    void nothing_of_the_moment_of_an_older_opening_is_sent() {
        live();
        connection.slotLost(SLOT, now);
        push(new Push.Ephemeral(target(1), typing()));
        push(new Push.Ephemeral(target(2), typing())); // before ready
        assertThat(port.ephemeral).isEmpty();
    }

    // --- typing

    @Test
    void typing_is_passed_on() {
        live();
        frame("{\"type\":\"typing\",\"conversationId\":\"" + TEA + "\"}");
        assertThat(port.hints).containsExactly("typing " + ANN + " " + TEA);
    }

    @Test
    void typing_of_who_is_not_known_yet_is_let_go() {
        frame("{\"type\":\"hello\",\"accessToken\":\"t1\"}");
        frame("{\"type\":\"typing\",\"conversationId\":\"" + TEA + "\"}");
        assertThat(port.hints).isEmpty();
        assertThat(port.closed).isEmpty();
    }

    // --- receipts

    @Test
    void a_cursor_that_is_acknowledged_says_which_messages_of_others_have_arrived() {
        live();
        push(events(1, message(TEA, BEN, 4), message(COFFEE, BEN, 9), message(TEA, BEN, 5), message(TEA, ANN, 6)));
        assertThat(port.hints).isEmpty();

        ack(3);
        assertThat(port.hints)
                .containsExactly("delivered " + ANN + " " + TEA + " 5", "delivered " + ANN + " " + COFFEE + " 9");
        tickAfter(Duration.ofMinutes(1));
        ack(4); // Ann's own
        assertThat(port.hints).hasSize(2);
    }

    @Test
    void a_cursor_that_is_acknowledged_twice_says_nothing_new() {
        live();
        push(events(1, message(TEA, BEN, 4)));
        ack(1);
        tickAfter(Duration.ofMinutes(1));
        ack(1);
        ack(0);
        ack(1_000);
        assertThat(port.hints).containsExactly("delivered " + ANN + " " + TEA + " 4");
    }

    @Test
    void a_conversation_is_told_of_once_a_second_at_most_and_its_last_is_not_lost() {
        live();
        for (int seq = 1; seq <= 10; seq++) {
            push(events(seq, message(TEA, BEN, seq)));
            ack(seq);
            tickAfter(Duration.ofMillis(50));
        }
        assertThat(port.hints).containsExactly("delivered " + ANN + " " + TEA + " 1");
        tickAfter(Duration.ofMillis(500));
        assertThat(port.hints)
                .containsExactly("delivered " + ANN + " " + TEA + " 1", "delivered " + ANN + " " + TEA + " 10");
        tickAfter(Duration.ofMinutes(1));
        assertThat(port.hints).hasSize(2);
    }

    @Test
    void what_is_never_acknowledged_costs_no_more_than_a_bounded_number_of_messages() {
        live();
        for (int seq = 1; seq <= Deliveries.MOST + 1; seq++) {
            push(events(seq, message(seq == 1 ? COFFEE : TEA, BEN, seq)));
        }
        ack(Deliveries.MOST + 1);
        assertThat(port.hints).containsExactly("delivered " + ANN + " " + TEA + " " + (Deliveries.MOST + 1));
    }

    private void hello(String more) {
        frame("{\"type\":\"hello\",\"accessToken\":\"t1\"" + more + "}");
        connection.authenticated(new Caller(ANN, PHONE, START.plus(Duration.ofDays(30))), Optional.empty(), now);
    }

    private void live() {
        hello("");
        push(new Push.Ready(target(1), EPOCH, Cursor.START, 0));
        port.sent.clear();
    }

    private void frame(String text) {
        connection.frame(text, now);
    }

    private void ack(long cursor) {
        frame("{\"type\":\"ack\",\"cursor\":" + cursor + "}");
    }

    private void push(Push push) {
        connection.push(push, now);
    }

    private void tickAfter(Duration time) {
        now = now.plus(time);
        connection.tick(now);
    }

    private static EphemeralEvent typing() {
        return new UserTyping(TEA, BEN);
    }

    private static Push.Target target(int opening) {
        return new Push.Target(SLOT, ANN, SOCKET, opening);
    }

    private static Push events(long first, MessageSent... messages) {
        var cursor = new Cursor(first);
        var entries = new ArrayList<Push.Entry>();
        for (var message : List.of(messages)) {
            entries.add(new Push.Entry(cursor, message));
            cursor = cursor.next();
        }
        return new Push.Events(target(1), entries);
    }

    private static MessageSent message(ConversationId conversation, UserId sender, long seq) {
        var id = Uuids.derived("message", conversation.toString(), Long.toString(seq));
        return new MessageSent(
                START,
                Optional.empty(),
                conversation,
                new Seq(seq),
                new MessageId(id),
                new ClientMessageId(id),
                sender,
                "hello",
                Optional.empty());
    }
}
