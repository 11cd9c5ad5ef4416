package io.confab.chat.inbox;

import static io.confab.schemas.topic.Topics.CHATUP_COMMANDS;
import static io.confab.schemas.topic.Topics.GATEWAY_PUSHES;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.InboxCommands.block;
import static io.confab.testkit.InboxCommands.close;
import static io.confab.testkit.InboxCommands.deliver;
import static io.confab.testkit.InboxCommands.logOut;
import static io.confab.testkit.InboxCommands.open;
import static io.confab.testkit.InboxCommands.opening;
import static io.confab.testkit.InboxCommands.probe;
import static io.confab.testkit.InboxCommands.resume;
import static io.confab.testkit.InboxCommands.show;
import static io.confab.testkit.InboxCommands.socket;
import static io.confab.testkit.InboxCommands.watch;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.confab.chat.Facts;
import io.confab.schemas.chat.ChatCommand.RemoveMember;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatupEvent.Expired;
import io.confab.schemas.event.ChatupEvent.Waiting;
import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.event.EphemeralEvent.UserTyping;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.CaughtUp;
import io.confab.schemas.push.Push.Close;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Ephemeral;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.push.Push.Probe;
import io.confab.schemas.push.Push.Ready;
import io.confab.schemas.push.Push.Reason;
import io.confab.schemas.push.Push.Resync;
import io.confab.schemas.push.Push.Target;
import io.confab.schemas.push.Slot;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.ChatCommands;
import io.confab.testkit.ChatupCommands;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTopologyTest {
    private static final Slot SLOT = new Slot(0);
    private static final ConversationId TEA =
            ConversationId.named(CLEO.id(), new ClientMessageId(Uuids.derived("group", "Tea")));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Driver driver = Driver.of(
            "confab-inbox",
            InboxTopology.build(
                    Settings.of(Map.of(
                            "confab.chat.inbox-max-entries", "250",
                            "confab.chat.inbox-max-age", "14d",
                            "confab.chat.max-sockets-per-user", "2",
                            "confab.kafka.slots", "1")),
                    metrics),
            metrics);

    @AfterEach
    void nothing_else_was_written() {
        try (driver) {
            assertThat(driver.read(GATEWAY_PUSHES)).isEmpty();
            assertThat(driver.read(CHATUP_COMMANDS)).isEmpty();
            assertThat(driver.deadLetters(INBOX_COMMANDS)).isEmpty();
        }
    }

    @Test
    void an_event_is_pushed_to_all_of_a_users_sockets_and_to_nobody_elses() {
        given(open(ANN, 1, SLOT), open(ANN, 2, SLOT), open(BEN, 1, SLOT));
        when(deliver(ANN, hello(1)));
        then(
                new Events(target(ANN, 1), List.of(entry(1, hello(1)))),
                new Events(target(ANN, 2), List.of(entry(1, hello(1)))));
    }

    @Test
    void something_of_the_moment_reaches_who_is_there_and_takes_no_cursor() {
        var typing = new UserTyping(TEA, BEN.id());
        given(show(ANN, typing), open(ANN, 1, SLOT));
        when(show(ANN, typing));
        then(new Ephemeral(target(ANN, 1), typing));

        given(block(ANN, BEN, 1, true));
        when(show(ANN, typing));
        when(deliver(ANN, sent(CLEO, 1, "hello")));
        then(new Events(target(ANN, 1), List.of(entry(1, sent(CLEO, 1, "hello")))));
    }

    @Test
    void who_watches_is_told_of_coming_and_going_by_way_of_the_own_inbox() {
        var shown = new ShowsPresence(true, 1);
        given(open(BEN, 1, SLOT, shown));
        when(watch(ANN, BEN));
        then(presence(BEN, UserPresence.untold(ANN.id())));

        when(open(ANN, 1, SLOT, shown));
        then(
                new Ready(target(ANN, 1), epoch(ANN), Cursor.START, 0),
                presence(BEN, new UserPresence(ANN.id(), true, Optional.empty())));

        driver.advance(Duration.ofSeconds(10));
        when(watch(ANN, BEN));
        then(new Probe(target(ANN, 1)), presence(BEN, new UserPresence(ANN.id(), true, Optional.empty())));

        when(close(ANN, 1, 1)); // as whoever carries the slot says of a socket that is not there
        then(presence(BEN, new UserPresence(ANN.id(), false, Optional.of(driver.now()))));

        given(block(BEN, ANN, 1, true));
        when(open(ANN, 2, SLOT, shown));
        then(new Ready(target(ANN, 2), epoch(ANN), Cursor.START, 0));
    }

    @Test
    void of_who_waits_for_a_stranger_chatup_hears_the_coming_and_going() {
        given(open(ANN, 1, SLOT), open(BEN, 1, SLOT), deliver(ANN, waiting(ANN)));
        when(probe(ANN, 1));
        then(new Probe(target(ANN, 1)));

        when(close(BEN, 1, 1));
        when(close(ANN, 1, 1)); // as whoever carries the slot says of a socket that is not there
        thenChatupHears(ChatupCommands.presence(ANN, 1, false));

        when(open(ANN, 2, SLOT));
        then(new Ready(target(ANN, 2), epoch(ANN), new Cursor(1), 0));
        thenChatupHears(ChatupCommands.presence(ANN, 1, true));
    }

    @Test
    void nothing_is_kept_of_who_waits_no_more() {
        given(
                open(ANN, 1, SLOT),
                deliver(ANN, waiting(ANN)),
                deliver(ANN, new Expired(driver.now(), Optional.empty(), ChatupCommands.ticket(ANN, 1))));
        assertThat(driver.<UserId, Seeking>store("seeking").approximateNumEntries())
                .isZero();
    }

    @Test
    void a_push_goes_to_the_slot_of_its_socket() {
        when(open(ANN, 1, SLOT));
        assertThat(driver.readKeyed(GATEWAY_PUSHES))
                .extracting(record -> record.key, record -> record.value.target())
                .containsExactly(tuple(SLOT, target(ANN, 1)));
    }

    @Test
    void a_socket_without_a_cursor_gets_live_events_only() {
        given(deliver(ANN, hello(1)), deliver(ANN, hello(2)));
        when(open(ANN, 1, SLOT));
        then(new Ready(target(ANN, 1), epoch(ANN), new Cursor(2), 2));

        when(deliver(ANN, hello(3)));
        then(new Events(target(ANN, 1), List.of(entry(3, hello(3)))));
    }

    @Test
    void a_socket_that_comes_back_gets_exactly_what_it_missed_and_then_live_events() {
        given(deliver(ANN, hello(1)), deliver(ANN, hello(2)), deliver(ANN, hello(3)));
        when(resume(ANN, 1, SLOT, new Cursor(1), epoch(ANN)));
        then(
                new Ready(target(ANN, 1), epoch(ANN), new Cursor(1), 3),
                new Events(target(ANN, 1), List.of(entry(2, hello(2)), entry(3, hello(3)))),
                new CaughtUp(target(ANN, 1), new Cursor(3)));

        when(deliver(ANN, hello(4)));
        then(new Events(target(ANN, 1), List.of(entry(4, hello(4)))));
    }

    @Test
    void a_socket_that_missed_nothing_is_caught_up_at_once() {
        given(deliver(ANN, hello(1)));
        when(resume(ANN, 1, SLOT, new Cursor(1), epoch(ANN)));
        then(new Ready(target(ANN, 1), epoch(ANN), new Cursor(1), 1), new CaughtUp(target(ANN, 1), new Cursor(1)));
    }

    @Test
    void what_was_missed_comes_in_batches_of_a_hundred() {
        for (int seq = 1; seq <= 230; seq++) {
            given(deliver(ANN, hello(seq)));
        }
        when(resume(ANN, 1, SLOT, Cursor.START, epoch(ANN)));
        then(
                new Ready(target(ANN, 1), epoch(ANN), Cursor.START, 230),
                new Events(target(ANN, 1), entries(1, 100)),
                new Events(target(ANN, 1), entries(101, 200)),
                new Events(target(ANN, 1), entries(201, 230)),
                new CaughtUp(target(ANN, 1), new Cursor(230)));
    }

    @Test
    void long_messages_make_small_batches() {
        var text = "あ".repeat(4_000); // 12 kB of UTF-8
        for (int seq = 1; seq <= 60; seq++) {
            given(deliver(ANN, sent(BEN, seq, text)));
        }
        when(resume(ANN, 1, SLOT, Cursor.START, epoch(ANN)));
        var batches = driver.read(GATEWAY_PUSHES).stream()
                .filter(Events.class::isInstance)
                .map(push -> ((Events) push).entries())
                .toList();
        assertThat(batches).hasSizeGreaterThan(2);
        assertThat(batches.stream().flatMap(List::stream).map(Entry::cursor).toList())
                .isEqualTo(IntStream.rangeClosed(1, 60).mapToObj(Cursor::new).toList());
    }

    @Test
    void what_is_no_longer_kept_whole_is_not_replayed_in_part() {
        for (int seq = 1; seq <= 260; seq++) { // 250 are kept: 11 to 260
            given(deliver(ANN, hello(seq)));
        }
        when(resume(ANN, 1, SLOT, new Cursor(9), epoch(ANN)));
        then(
                new Ready(target(ANN, 1), epoch(ANN), new Cursor(260), 260),
                new Resync(target(ANN, 1), epoch(ANN), new Cursor(260)));

        when(opening(ANN, 1, SLOT, 2, Optional.of(new Cursor(10)), Optional.of(epoch(ANN))));
        var again = new Target(SLOT, ANN.id(), socket(ANN, 1), 2);
        then(
                new Ready(again, epoch(ANN), new Cursor(10), 260),
                new Events(again, entries(11, 110)),
                new Events(again, entries(111, 210)),
                new Events(again, entries(211, 260)),
                new CaughtUp(again, new Cursor(260)));
        assertThat(stored(ANN)).isEqualTo(250);
    }

    @Test
    void what_is_too_old_goes_as_new_entries_come() {
        given(deliver(ANN, hello(1)), deliver(ANN, hello(2)));
        driver.advance(Duration.ofDays(14).plusMillis(1));
        given(deliver(ANN, hello(3)));
        assertThat(stored(ANN)).isEqualTo(1);

        when(resume(ANN, 1, SLOT, new Cursor(1), epoch(ANN)));
        then(
                new Ready(target(ANN, 1), epoch(ANN), new Cursor(3), 3),
                new Resync(target(ANN, 1), epoch(ANN), new Cursor(3)));
    }

    @Test
    void a_long_silence_is_made_up_for_little_by_little() {
        for (int seq = 1; seq <= 200; seq++) {
            given(deliver(ANN, hello(seq)));
        }
        driver.advance(Duration.ofDays(15));
        given(deliver(ANN, hello(201)));
        assertThat(stored(ANN)).isEqualTo(201 - 64);
        given(deliver(ANN, hello(202)), deliver(ANN, hello(203)), deliver(ANN, hello(204)));
        assertThat(stored(ANN)).isEqualTo(4);
    }

    @Test
    void the_cursor_of_another_life_is_answered_by_resync() {
        given(deliver(ANN, hello(1)));
        when(resume(ANN, 1, SLOT, new Cursor(1), new Epoch("of old")));
        then(
                new Ready(target(ANN, 1), epoch(ANN), new Cursor(1), 1),
                new Resync(target(ANN, 1), epoch(ANN), new Cursor(1)));
    }

    @Test
    void each_inbox_has_an_epoch_of_its_own() {
        given(deliver(ANN, hello(1)), deliver(BEN, hello(1)));
        assertThat(epoch(ANN)).isNotEqualTo(epoch(BEN));
    }

    @Test
    void who_is_blocked_is_not_heard_and_leaves_no_gap() {
        given(open(ANN, 1, SLOT), block(ANN, BEN, 1, true));
        when(deliver(ANN, sent(BEN, 1, "can you hear me?")));
        then();

        when(deliver(ANN, sent(CLEO, 2, "hello")));
        then(new Events(target(ANN, 1), List.of(entry(1, sent(CLEO, 2, "hello")))));
    }

    @Test
    void a_lifted_block_pushes_nothing_but_what_is_said_from_then_on() {
        given(open(ANN, 1, SLOT), block(ANN, BEN, 1, true), deliver(ANN, sent(BEN, 1, "unheard")));
        when(block(ANN, BEN, 2, false));
        then();
        when(block(ANN, BEN, 1, true)); // late, from change capture
        when(deliver(ANN, sent(BEN, 2, "heard")));
        then(new Events(target(ANN, 1), List.of(entry(1, sent(BEN, 2, "heard")))));
    }

    @Test
    void unread_are_the_messages_by_others_since_the_last_read() {
        given(
                deliver(ANN, created()),
                deliver(ANN, sent(BEN, 1, "one")),
                deliver(ANN, sent(ANN, 2, "mine")),
                deliver(ANN, sent(BEN, 3, "three")),
                deliver(ANN, sent(BEN, 4, "four")));
        assertThat(unreadAtOpening(1)).isEqualTo(3);

        given(deliver(ANN, read(BEN, 4)), deliver(ANN, read(ANN, 3)));
        assertThat(unreadAtOpening(2)).isEqualTo(1);

        given(deliver(ANN, read(ANN, 4)));
        assertThat(unreadAtOpening(3)).isZero();
    }

    @Test
    void unread_are_those_of_all_conversations() {
        given(deliver(ANN, sent(BEN, 1, "in a group")), deliver(ANN, alone(BEN, 1)), deliver(ANN, alone(CLEO, 1)));
        given(deliver(BEN, sent(CLEO, 1, "not Ann's")));
        assertThat(unreadAtOpening(1)).isEqualTo(3);
    }

    @Test
    void unread_are_none_where_one_is_no_member_any_more() {
        var ended = ConversationId.direct(ANN.id(), BEN.id());
        given(deliver(ANN, sent(BEN, 1, "in a group")), deliver(ANN, alone(BEN, 1)), deliver(ANN, alone(CLEO, 1)));
        given(deliver(ANN, removed(ChatCommands.remove(BEN, TEA, CLEO))));
        assertThat(unreadAtOpening(1)).isEqualTo(3);
        given(deliver(ANN, removed(ChatCommands.remove(BEN, TEA, ANN))));
        assertThat(unreadAtOpening(2)).isEqualTo(2);
        given(deliver(ANN, removed(ChatCommands.leave(BEN, ended))));
        assertThat(unreadAtOpening(3)).isEqualTo(1);
    }

    @Test
    void unread_leave_out_who_is_blocked_as_long_as_the_block_lasts() {
        given(deliver(ANN, sent(BEN, 1, "before")), block(ANN, BEN, 1, true), deliver(ANN, sent(BEN, 2, "meanwhile")));
        given(deliver(ANN, sent(CLEO, 3, "hello")));
        assertThat(unreadAtOpening(1)).isEqualTo(1);

        given(block(ANN, BEN, 2, false));
        assertThat(unreadAtOpening(2)).isEqualTo(3);
    }

    @Test
    void unread_are_messages_that_are_there_and_as_often_as_they_are_edited() {
        given(deliver(ANN, sent(BEN, 1, "one")), deliver(ANN, sent(BEN, 2, "two")), deliver(ANN, sent(ANN, 3, "mine")));
        given(deliver(ANN, edited(BEN, 1)), deliver(ANN, deleted(BEN, 2)), deliver(ANN, deleted(ANN, 3)));
        assertThat(unreadAtOpening(1)).isEqualTo(1);
    }

    @Test
    void unread_are_not_messages_of_who_is_blocked_that_were_deleted_meanwhile() {
        given(deliver(ANN, sent(BEN, 1, "one")), deliver(ANN, sent(BEN, 2, "two")), block(ANN, BEN, 1, true));
        given(deliver(ANN, deleted(BEN, 1)), block(ANN, BEN, 2, false));
        assertThat(unreadAtOpening(1)).isEqualTo(1);
    }

    @Test
    void what_is_done_by_who_is_blocked_is_hidden_and_what_is_done_to_others_is_not() {
        given(open(ANN, 1, SLOT), block(ANN, BEN, 1, true));
        when(deliver(ANN, edited(BEN, 1)));
        when(deliver(ANN, deleted(BEN, 1)));
        when(deliver(ANN, reacted(BEN, 2)));
        then();
        when(deliver(ANN, deleted(CLEO, 2)));
        when(deliver(ANN, reacted(CLEO, 3)));
        then(
                new Events(target(ANN, 1), List.of(entry(1, deleted(CLEO, 2)))),
                new Events(target(ANN, 1), List.of(entry(2, reacted(CLEO, 3)))));
    }

    @Test
    void a_socket_that_moved_is_pushed_to_once() {
        given(open(ANN, 1, SLOT), opening(ANN, 1, SLOT, 2, Optional.empty(), Optional.empty()));
        given(close(ANN, 1, 1)); // on behalf of the opening that holds no more
        when(deliver(ANN, hello(1)));
        then(new Events(new Target(SLOT, ANN.id(), socket(ANN, 1), 2), List.of(entry(1, hello(1)))));
    }

    @Test
    void a_socket_that_closed_is_pushed_to_no_more() {
        given(open(ANN, 1, SLOT), close(ANN, 1, 1));
        when(deliver(ANN, hello(1)));
        then();
    }

    @Test
    void one_socket_too_many_closes_the_oldest() {
        given(open(ANN, 1, SLOT), open(ANN, 2, SLOT));
        when(open(ANN, 3, SLOT));
        then(
                new Close(target(ANN, 1), Reason.TOO_MANY_SOCKETS),
                new Ready(target(ANN, 3), epoch(ANN), Cursor.START, 0));

        when(deliver(ANN, hello(1)));
        then(
                new Events(target(ANN, 2), List.of(entry(1, hello(1)))),
                new Events(target(ANN, 3), List.of(entry(1, hello(1)))));
    }

    @Test
    void a_logged_out_device_is_closed_and_pushed_to_no_more() {
        given(open(ANN, 1, SLOT));
        when(logOut(ANN));
        then(new Close(target(ANN, 1), Reason.LOGGED_OUT));
        when(deliver(ANN, hello(1)));
        then();
    }

    @Test
    void what_can_not_be_read_or_is_no_command_is_set_aside_and_the_partition_goes_on() {
        given(open(ANN, 1, SLOT));
        driver.pipeRaw(INBOX_COMMANDS, ANN.id().toString(), "no JSON");
        driver.pipe(INBOX_COMMANDS, BEN.id(), deliver(ANN, hello(1)));
        when(open(ANN, 2, new Slot(1))); // there is one slot

        when(deliver(ANN, hello(1)));
        then(new Events(target(ANN, 1), List.of(entry(1, hello(1)))));
        assertThat(driver.deadLetters(INBOX_COMMANDS))
                .extracting(letter -> letter.stage())
                .containsExactly("read", "process", "process");
    }

    @Test
    void decisions_are_counted_by_kind_and_outcome() {
        given(open(ANN, 1, SLOT), deliver(ANN, hello(1)), block(ANN, BEN, 1, true), deliver(ANN, hello(2)));
        assertThat(decisions("open_session", "live")).isEqualTo(1);
        assertThat(decisions("deliver", "delivered")).isEqualTo(1);
        assertThat(decisions("deliver", "hidden")).isEqualTo(1);
        assertThat(decisions("set_block", "blocked")).isEqualTo(1);
    }

    private double decisions(String kind, String outcome) {
        return metrics.get("confab.inbox.decisions")
                .tags("kind", kind, "outcome", outcome)
                .counter()
                .count();
    }

    private void given(InboxCommand... commands) {
        for (var command : commands) {
            driver.pipe(command);
        }
        driver.discardOutputs();
    }

    private void when(InboxCommand command) {
        driver.pipe(command);
    }

    /** These and no others, in this order. */
    private void then(Push... pushes) {
        assertThat(driver.read(GATEWAY_PUSHES)).containsExactly(pushes);
    }

    private Epoch epoch(User user) {
        return driver.<UserId, Inbox>store("cursors").get(user.id()).epoch();
    }

    private int stored(User user) {
        var keys = new ArrayList<EntryKey>();
        try (var all = driver.<EntryKey, UserEvent>store("inbox").all()) {
            all.forEachRemaining(found -> keys.add(found.key));
        }
        assertThat(keys).allMatch(key -> key.userId().equals(user.id()));
        return keys.size();
    }

    private long unreadAtOpening(int opening) {
        driver.pipe(opening(ANN, 1, SLOT, opening, Optional.empty(), Optional.empty()));
        var ready = (Ready) driver.read(GATEWAY_PUSHES).get(0);
        return ready.unread();
    }

    private void thenChatupHears(ChatupCommand command) {
        assertThat(driver.readKeyed(CHATUP_COMMANDS)).containsExactly(KeyValue.pair(command.userId(), command));
    }

    private Waiting waiting(User seeker) {
        return new Waiting(driver.now(), Optional.empty(), ChatupCommands.ticket(seeker, 1), 1, OptionalLong.empty());
    }

    private static Ephemeral presence(User watcher, UserPresence seen) {
        return new Ephemeral(target(watcher, 1), seen);
    }

    private static Target target(User user, int socket) {
        return new Target(SLOT, user.id(), socket(user, socket), 1);
    }

    private static Entry entry(long cursor, UserEvent event) {
        return new Entry(new Cursor(cursor), event);
    }

    private List<Entry> entries(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> entry(number, hello(number)))
                .toList();
    }

    private MessageSent hello(long seq) {
        return sent(BEN, seq, "hello " + seq);
    }

    /** In the group, as others than its sender see it. */
    private MessageSent sent(User sender, long seq, String text) {
        return new MessageSent(
                driver.now(),
                Optional.empty(),
                TEA,
                new Seq(seq),
                MessageId.from(CommandId.derived("m", sender.id(), Long.toString(seq))),
                new ClientMessageId(Uuids.derived("m", Long.toString(seq))),
                sender.id(),
                text,
                Optional.empty());
    }

    private UserEvent alone(User sender, long seq) {
        return Facts.sent(sender.says("hello", ANN), seq, driver.now()).withoutCommand();
    }

    private UserEvent created() {
        return Facts.created(ChatCommands.group("Tea", CLEO, ANN, BEN), driver.now())
                .withoutCommand();
    }

    private UserEvent read(User reader, long seq) {
        return Facts.read(ChatCommands.read(reader, TEA, new Seq(seq)), seq, driver.now());
    }

    private UserEvent edited(User author, long seq) {
        return Facts.edited(ChatCommands.edit(author, TEA, seq, "better"), 1, driver.now())
                .withoutCommand();
    }

    /** By the group's owner. */
    private UserEvent deleted(User author, long seq) {
        return Facts.deleted(ChatCommands.delete(CLEO, TEA, seq), 1, Kind.GROUP, author, driver.now())
                .withoutCommand();
    }

    private UserEvent reacted(User user, long seq) {
        return Facts.reacted(ChatCommands.react(user, TEA, seq, "\u2764\uFE0F"), 1, driver.now())
                .withoutCommand();
    }

    private UserEvent removed(RemoveMember command) {
        return Facts.removed(command, 1, 1, driver.now()).withoutCommand();
    }
}
