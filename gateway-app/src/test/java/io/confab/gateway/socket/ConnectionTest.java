package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.http.Caller;
import io.confab.schemas.event.UserEvent.BlockApplied;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.EndedBy;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final UserId ANN = UserId.of("00000000-0000-7000-8000-00000000000a");
    private static final UserId BEN = UserId.of("00000000-0000-7000-8000-00000000000b");
    private static final SessionId PHONE = SessionId.of("00000000-0000-7000-8000-000000000001");
    private static final SessionId LAPTOP = SessionId.of("00000000-0000-7000-8000-000000000002");
    private static final SocketId SOCKET = SocketId.of("00000000-0000-7000-8000-000000000003");
    private static final Epoch EPOCH = new Epoch("e1");
    private static final Epoch OTHER_EPOCH = new Epoch("e2");
    private static final Slot SLOT = new Slot(3);
    private static final Slot OTHER_SLOT = new Slot(4);
    private static final Connection.Limits LIMITS = new Connection.Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            10,
            20,
            new PresenceWatch.Pace(Duration.ofMinutes(2), Duration.ofSeconds(2)));

    private final RecordingPort port = new RecordingPort(SLOT);
    private final Connection connection = new Connection(SOCKET, LIMITS, port, START);
    private Instant now = START;

    // --- hello

    @Test
    void a_hello_opens_a_session_and_ready_is_passed_on() {
        hello("");
        assertThat(port.tokens).containsExactly("t1");
        authenticated();
        assertThat(port.appended).containsExactly(opening(1, SLOT, Optional.empty(), Optional.empty()));

        push(ready(1, 7));

        assertThat(port.sent)
                .containsExactly("{\"type\":\"ready\",\"sessionId\":\"" + PHONE + "\",\"userId\":\"" + ANN
                        + "\",\"epoch\":\"e1\",\"cursor\":7,\"unread\":2,\"pingIntervalMs\":25000}");
        assertThat(port.closed).isEmpty();
    }

    @Test
    void live_events_carry_their_type_first_and_their_cursor() {
        live(7);

        push(events(1, 8, 9));

        assertThat(port.sent)
                .containsExactly(
                        "{\"type\":\"block.applied\",\"cursor\":8,\"at\":\"2030-01-01T00:00:00Z\",\"userId\":\"" + BEN
                                + "\"}",
                        "{\"type\":\"block.applied\",\"cursor\":9,\"at\":\"2030-01-01T00:00:00Z\",\"userId\":\"" + BEN
                                + "\"}");
    }

    @Test
    void a_resume_gets_what_was_missed_then_caught_up() {
        hello(",\"since\":7,\"epoch\":\"e1\"");
        authenticated();
        assertThat(port.appended).containsExactly(opening(1, SLOT, Optional.of(7L), Optional.of(EPOCH)));

        push(ready(1, 7));
        push(events(1, 8, 9));
        push(caughtUp(1, 9));
        push(events(1, 10));

        assertThat(port.sentShort()).containsExactly("ready 7", "event 8", "event 9", "caught_up 9", "event 10");
    }

    @Test
    void a_resync_is_passed_on_and_live_events_follow_its_cursor() {
        hello(",\"since\":7,\"epoch\":\"e2\"");
        authenticated();

        push(ready(1, 40));
        push(resync(1, EPOCH, 40));
        push(events(1, 41));

        assertThat(port.sentShort()).containsExactly("ready 40", "resync 40", "event 41");
    }

    @Test
    void no_hello_in_time_is_4001() {
        tickAfter(Duration.ofMillis(9_999));
        assertThat(port.closed).isEmpty();
        tickAfter(Duration.ofMillis(1));
        assertThat(port.closed).containsExactly("4001 no hello");
        assertThat(port.appended).isEmpty();
    }

    @Test
    void a_bad_token_is_4003() {
        hello("");
        connection.notAuthenticated();
        assertThat(port.closed).containsExactly("4003 token invalid or expired");
        assertThat(port.appended).isEmpty();
    }

    @Test
    void a_hello_while_tokens_cannot_be_checked_is_1013() {
        hello("");
        connection.authenticationUnavailable("t1", now);
        assertThat(port.closed).containsExactly("1013 try again later");
    }

    @Test
    void a_second_hello_is_4000() {
        live(0);
        hello("");
        assertThat(port.closed).containsExactly("4000 second hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "null",
                "1",
                "{}",
                "{\"type\":1}",
                "{\"type\":\"unknown\"}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"accessToken\":5}",
                "{\"type\":\"hello\",\"accessToken\":\"t\",\"since\":-1}",
                "{\"type\":\"hello\",\"accessToken\":\"t\",\"since\":\"7\"}",
                "{\"type\":\"hello\",\"accessToken\":\"t\",\"since\":1.5}",
                "{\"type\":\"hello\",\"accessToken\":\"t\",\"since\":99999999999999999999}",
                "{\"type\":\"hello\",\"accessToken\":\"t\",\"since\":1,\"epoch\":\"\"}",
                "{\"type\":\"hello\",\"accessToken\":\"t\",\"accessToken\":\"u\"}",
                "{\"type\":\"hello\",\"accessToken\":\"t\"} x",
                "{\"type\":\"ping\"}",
                "{\"type\":\"ack\",\"cursor\":1}"
            })
    void what_is_no_hello_is_4000(String frame) {
        frame(frame);
        assertThat(port.closed).singleElement().asString().startsWith("4000 ");
        assertThat(port.tokens).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ack\"}",
                "{\"type\":\"ack\",\"cursor\":null}",
                "{\"type\":\"typing\"}",
                "{\"type\":\"typing\",\"conversationId\":\"x\"}",
                "{\"type\":\"presence.watch\"}",
                "{\"type\":\"presence.watch\",\"userIds\":[1]}",
                "{\"type\":\"presence.watch\",\"userIds\":\"x\"}",
                "{\"type\":\"token\"}"
            })
    void a_frame_that_lacks_what_it_needs_is_4000(String frame) {
        live(0);
        frame(frame);
        assertThat(port.closed).singleElement().asString().startsWith("4000 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ack\",\"cursor\":1,\"unknown\":true}",
                "{\"type\":\"presence.watch\",\"userIds\":[]}"
            })
    void what_says_nothing_new_is_accepted(String frame) {
        live(0);
        frame(frame);
        assertThat(port.closed).isEmpty();
        assertThat(port.sent).isEmpty();
    }

    @Test
    void a_ping_is_answered_by_a_pong() {
        live(0);
        frame("{\"type\":\"ping\"}");
        assertThat(port.sent).containsExactly("{\"type\":\"pong\"}");
    }

    @Test
    void too_many_frames_are_4029() {
        live(0); // a hello has been taken from the burst of 20
        for (int i = 0; i < 19; i++) {
            frame("{\"type\":\"ping\"}");
        }
        assertThat(port.closed).isEmpty();
        frame("{\"type\":\"ping\"}");
        assertThat(port.closed).containsExactly("4029 too many frames");
    }

    @Test
    void frames_at_the_allowed_rate_never_are_too_many() {
        live(0);
        for (int i = 0; i < 200; i++) {
            now = now.plusMillis(100);
            frame("{\"type\":\"ping\"}");
        }
        assertThat(port.closed).isEmpty();
    }

    // --- tokens

    @Test
    void a_token_that_expires_is_4003() {
        live(0);
        pongUntil(Duration.ofMinutes(15).minusMillis(1));
        assertThat(port.closed).isEmpty();
        tickAfter(Duration.ofMillis(1));
        assertThat(port.closed).containsExactly("4003 token expired");
        assertThat(port.appended).containsExactly(new CloseSession(ANN, SOCKET, 1));
    }

    @Test
    void a_token_in_time_prolongs() {
        live(0);
        frame("{\"type\":\"token\",\"accessToken\":\"t2\"}");
        assertThat(port.tokens).containsExactly("t2");
        connection.authenticated(new Caller(ANN, PHONE, START.plus(Duration.ofMinutes(30))), Optional.empty(), now);
        pongUntil(Duration.ofMinutes(16));
        assertThat(port.closed).isEmpty();
        assertThat(port.appended).isEmpty();
    }

    @Test
    void a_token_of_another_session_is_4003() {
        live(0);
        frame("{\"type\":\"token\",\"accessToken\":\"t2\"}");
        connection.authenticated(new Caller(ANN, LAPTOP, START.plus(Duration.ofMinutes(30))), Optional.empty(), now);
        assertThat(port.closed).containsExactly("4003 token of another session");
    }

    @Test
    void a_token_that_cannot_be_checked_now_is_checked_again() {
        live(0);
        frame("{\"type\":\"token\",\"accessToken\":\"t2\"}");
        connection.authenticationUnavailable("t2", now);
        assertThat(port.tokens).containsExactly("t2");
        tickAfter(Duration.ofSeconds(1));
        assertThat(port.tokens).containsExactly("t2", "t2");
        assertThat(port.closed).isEmpty();
    }

    @Test
    void of_two_tokens_the_later_is_checked_after_the_first() {
        live(0);
        frame("{\"type\":\"token\",\"accessToken\":\"t2\"}");
        frame("{\"type\":\"token\",\"accessToken\":\"t3\"}");
        assertThat(port.tokens).containsExactly("t2");
        connection.authenticated(new Caller(ANN, PHONE, START.plus(Duration.ofMinutes(20))), Optional.empty(), now);
        assertThat(port.tokens).containsExactly("t2", "t3");
    }

    // --- gaps, repeats, slots

    @Test
    void what_comes_twice_is_dropped() {
        live(7);
        push(events(1, 8, 9));
        push(events(1, 8, 9, 10));
        assertThat(port.sentShort()).containsExactly("event 8", "event 9", "event 10");
    }

    @Test
    void a_gap_opens_again_after_the_last_cursor_sent_and_stays_unseen() {
        live(7);
        push(events(1, 8, 10));
        assertThat(port.appended).containsExactly(opening(2, SLOT, Optional.of(8L), Optional.of(EPOCH)));

        push(events(1, 11));
        push(ready(2, 8));
        push(events(2, 9, 10, 11));
        push(caughtUp(2, 11));
        push(events(2, 12));

        assertThat(port.sentShort()).containsExactly("event 8", "event 9", "event 10", "event 11", "event 12");
        assertThat(port.closed).isEmpty();
    }

    @Test
    void a_caught_up_past_what_was_sent_is_a_gap() {
        live(7);
        reopened(2, 7);
        push(caughtUp(2, 9));
        assertThat(port.appended).containsExactly(opening(3, SLOT, Optional.of(7L), Optional.of(EPOCH)));
    }

    @Test
    void a_slot_that_moves_during_a_resume_gives_one_ready_and_one_caught_up() {
        hello(",\"since\":7,\"epoch\":\"e1\"");
        authenticated();
        push(ready(1, 7));
        push(events(1, 8));
        port.slot = Optional.of(OTHER_SLOT);
        port.appended.clear();

        connection.slotLost(SLOT, now);

        assertThat(port.appended).containsExactly(opening(2, OTHER_SLOT, Optional.of(8L), Optional.of(EPOCH)));
        push(events(1, 9));
        push(ready(2, 8));
        push(events(2, 9));
        push(caughtUp(2, 9));
        assertThat(port.sentShort()).containsExactly("ready 7", "event 8", "event 9", "caught_up 9");
    }

    @Test
    void a_resync_of_a_later_opening_is_passed_on() {
        live(7);
        push(events(1, 9));
        push(ready(2, 60));
        push(resync(2, OTHER_EPOCH, 60));
        push(events(2, 61));
        assertThat(port.sentShort()).containsExactly("resync 60", "event 61");

        push(events(2, 63));
        assertThat(port.appended)
                .endsWith(opening(3, SLOT, Optional.of(61L), Optional.of(OTHER_EPOCH)))
                .hasSize(2);
    }

    @Test
    void another_slot_that_moves_is_nothing() {
        live(7);
        connection.slotLost(OTHER_SLOT, now);
        assertThat(port.appended).isEmpty();
    }

    @Test
    void a_hello_without_a_slot_waits_for_one() {
        port.slot = Optional.empty();
        hello("");
        authenticated();
        assertThat(port.appended).isEmpty();

        port.slot = Optional.of(SLOT);
        connection.slotGained(now);

        assertThat(port.appended).containsExactly(opening(1, SLOT, Optional.empty(), Optional.empty()));
        connection.slotGained(now);
        assertThat(port.appended).hasSize(1);
    }

    @Test
    void gaps_without_end_are_1013() {
        live(7);
        for (int i = 1; i <= 5; i++) {
            push(events(i, 9));
            push(ready(i + 1, 7));
        }
        assertThat(port.closed).isEmpty();
        push(events(6, 9));
        assertThat(port.closed).containsExactly("1013 try again later");
    }

    // --- an inbox that does not answer

    @Test
    void without_an_answer_the_session_is_opened_again_and_at_last_given_up() {
        hello("");
        authenticated();
        tickAfter(Duration.ofSeconds(5));
        assertThat(port.appended)
                .containsExactly(
                        opening(1, SLOT, Optional.empty(), Optional.empty()),
                        opening(2, SLOT, Optional.empty(), Optional.empty()));

        tickAfter(Duration.ofSeconds(25));

        assertThat(port.closed).containsExactly("1013 try again later");
        assertThat(port.appended).endsWith(new CloseSession(ANN, SOCKET, 2, Optional.of(EndedBy.SERVICE)));
    }

    @Test
    void without_a_slot_the_client_is_sent_away_at_last() {
        port.slot = Optional.empty();
        hello("");
        authenticated();
        tickAfter(Duration.ofSeconds(30));
        assertThat(port.closed).containsExactly("1013 try again later");
        assertThat(port.appended).isEmpty();
    }

    @Test
    void a_session_that_could_not_be_appended_is_opened_again_soon() {
        hello("");
        authenticated();
        connection.appendFailed(port.appended.get(0), now);
        tickAfter(Duration.ofSeconds(1));
        assertThat(port.appended).hasSize(2);
    }

    // --- slow clients

    @Test
    void a_client_too_slow_for_live_events_is_4008() {
        live(7);
        port.room = 1;
        push(events(1, 8, 9));
        assertThat(port.sentShort()).containsExactly("event 8");
        assertThat(port.closed).containsExactly("4008 too slow");
        assertThat(port.appended).containsExactly(new CloseSession(ANN, SOCKET, 1));
    }

    @Test
    void a_client_that_catches_up_takes_it_in_portions() {
        hello(",\"since\":0,\"epoch\":\"e1\"");
        authenticated();
        port.appended.clear();
        port.room = 3;
        push(ready(1, 0));
        push(events(1, 1, 2, 3, 4));
        push(caughtUp(1, 4));
        assertThat(port.sentShort()).containsExactly("ready 0", "event 1", "event 2");
        assertThat(port.appended).isEmpty();

        port.room = 10;
        connection.drained(now);
        assertThat(port.appended).containsExactly(opening(2, SLOT, Optional.of(2L), Optional.of(EPOCH)));
        push(ready(2, 2));
        push(events(2, 3, 4));
        push(caughtUp(2, 4));

        assertThat(port.sentShort())
                .containsExactly("ready 0", "event 1", "event 2", "event 3", "event 4", "caught_up 4");
        assertThat(port.closed).isEmpty();
    }

    @Test
    void a_client_that_catches_up_and_does_not_read_is_4008() {
        hello(",\"since\":0,\"epoch\":\"e1\"");
        authenticated();
        port.room = 1;
        push(ready(1, 0));
        push(events(1, 1));
        tickAfter(Duration.ofSeconds(10));
        assertThat(port.closed).containsExactly("4008 too slow");
    }

    @Test
    void two_pings_without_an_answer_are_4008() {
        live(0);
        tickAfter(Duration.ofSeconds(25));
        tickAfter(Duration.ofSeconds(25));
        assertThat(port.pings).isEqualTo(2);
        tickAfter(Duration.ofSeconds(25));
        assertThat(port.closed).containsExactly("4008 no answer to pings");
    }

    // --- ends

    @Test
    void the_inbox_may_close_it() {
        live(0);
        push(new Push.Close(target(1), Push.Reason.TOO_MANY_SOCKETS));
        assertThat(port.closed).containsExactly("4009 too many sockets");
        assertThat(port.appended).isEmpty();
    }

    @Test
    void a_logout_holds_also_for_an_opening_that_is_under_way() {
        live(7);
        push(events(1, 9));
        push(new Push.Close(target(1), Push.Reason.LOGGED_OUT));
        assertThat(port.closed).containsExactly("4010 logged out");
        assertThat(port.appended).endsWith(new CloseSession(ANN, SOCKET, 2));
    }

    @Test
    void a_client_that_goes_is_told_to_the_inbox_once() {
        live(0);
        connection.gone();
        connection.gone();
        tickAfter(Duration.ofHours(1));
        push(events(1, 1));
        assertThat(port.appended).containsExactly(new CloseSession(ANN, SOCKET, 1));
        assertThat(port.closed).isEmpty();
        assertThat(port.sent).isEmpty();
    }

    @Test
    void a_client_that_goes_before_its_session_leaves_nothing() {
        hello("");
        connection.gone();
        authenticated();
        assertThat(port.appended).isEmpty();
    }

    @Test
    void a_gateway_that_goes_says_when_to_come_back() {
        live(0);
        connection.going(Duration.ofMillis(1_234));
        assertThat(port.sent).containsExactly("{\"type\":\"going\",\"reconnectAfterMs\":1234}");
        assertThat(port.closed).containsExactly("1001 going");
    }

    @Test
    void of_a_gateway_that_goes_the_inbox_is_told_that_the_user_does_not() {
        live(0);
        connection.going(Duration.ZERO);
        connection.gone();
        assertThat(port.appended).containsExactly(new CloseSession(ANN, SOCKET, 1, Optional.of(EndedBy.SERVICE)));
    }

    @Test
    void a_probe_is_answered_by_nothing_and_never_reaches_the_client() {
        live(0);
        push(new Push.Probe(target(1)));
        assertThat(port.sent).isEmpty();
        assertThat(port.appended).isEmpty();
        assertThat(port.closed).isEmpty();
    }

    // --- speaking

    private void hello(String more) {
        frame("{\"type\":\"hello\",\"accessToken\":\"t1\"" + more + "}");
    }

    private void frame(String text) {
        connection.frame(text, now);
    }

    private void authenticated() {
        connection.authenticated(new Caller(ANN, PHONE, START.plus(Duration.ofMinutes(15))), Optional.empty(), now);
    }

    /** A client that is live after {@code cursor}; what that took is forgotten. */
    private void live(long cursor) {
        hello("");
        authenticated();
        push(ready(1, cursor));
        port.appended.clear();
        port.sent.clear();
        port.tokens.clear();
    }

    private void reopened(int opening, long cursor) {
        connection.slotLost(SLOT, now);
        push(ready(opening, cursor));
        port.appended.clear();
    }

    private void push(Push push) {
        connection.push(push, now);
    }

    private void tickAfter(Duration time) {
        now = now.plus(time);
        connection.tick(now);
    }

    private void pongUntil(Duration sinceStart) {
        var end = START.plus(sinceStart);
        while (now.plusSeconds(20).isBefore(end)) {
            tickAfter(Duration.ofSeconds(20));
            connection.pong();
        }
        now = end;
        connection.tick(now);
    }

    private static Push.Target target(int opening) {
        return new Push.Target(SLOT, ANN, SOCKET, opening);
    }

    private static Push ready(int opening, long cursor) {
        return new Push.Ready(target(opening), EPOCH, new Cursor(cursor), 2);
    }

    private static Push events(int opening, long... cursors) {
        return new Push.Events(
                target(opening),
                LongStream.of(cursors)
                        .mapToObj(cursor ->
                                new Push.Entry(new Cursor(cursor), new BlockApplied(START, Optional.empty(), BEN)))
                        .toList());
    }

    private static Push caughtUp(int opening, long cursor) {
        return new Push.CaughtUp(target(opening), new Cursor(cursor));
    }

    private static Push resync(int opening, Epoch epoch, long cursor) {
        return new Push.Resync(target(opening), epoch, new Cursor(cursor));
    }

    private static OpenSession opening(int opening, Slot slot, Optional<Long> since, Optional<Epoch> epoch) {
        return new OpenSession(ANN, SOCKET, PHONE, slot, opening, since.map(Cursor::new), epoch, Optional.empty());
    }
}
