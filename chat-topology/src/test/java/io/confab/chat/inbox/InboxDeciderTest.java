package io.confab.chat.inbox;

import static io.confab.testkit.InboxCommands.block;
import static io.confab.testkit.InboxCommands.close;
import static io.confab.testkit.InboxCommands.deliver;
import static io.confab.testkit.InboxCommands.logOut;
import static io.confab.testkit.InboxCommands.open;
import static io.confab.testkit.InboxCommands.opening;
import static io.confab.testkit.InboxCommands.resume;
import static io.confab.testkit.InboxCommands.show;
import static io.confab.testkit.InboxCommands.socket;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confab.chat.Facts;
import io.confab.chat.inbox.InboxDecision.BlockSet;
import io.confab.chat.inbox.InboxDecision.Closed;
import io.confab.chat.inbox.InboxDecision.Delivered;
import io.confab.chat.inbox.InboxDecision.Hidden;
import io.confab.chat.inbox.InboxDecision.Missed;
import io.confab.chat.inbox.InboxDecision.Opened;
import io.confab.chat.inbox.InboxDecision.Presented;
import io.confab.chat.inbox.InboxDecision.Shown;
import io.confab.chat.inbox.InboxDecision.Unchanged;
import io.confab.chat.inbox.InboxDecision.Unseen;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.EphemeralEvent.UserTyping;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.SessionId;
import io.confab.schemas.id.Uuids;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.Close;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Ephemeral;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.push.Push.Ready;
import io.confab.schemas.push.Push.Reason;
import io.confab.schemas.push.Push.Resync;
import io.confab.schemas.push.Push.Target;
import io.confab.schemas.push.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InboxDeciderTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Slot SLOT = new Slot(0);
    private static final Slot OTHER_SLOT = new Slot(3);
    private static final Epoch EPOCH = new Epoch("e");
    private static final UserEvent HELLO =
            Facts.sent(BEN.says("hello", ANN), 1, NOW).withoutCommand();

    /** Ann's, with entries 5 to 9. */
    private static final Inbox INBOX = new Inbox(EPOCH, new Cursor(9), new Cursor(5), Optional.of(NOW));

    private final InboxDecider decider = new InboxDecider(new InboxLimits(100, Duration.ofDays(14), 2, 3, 4));

    @Nested
    class An_event {
        @Test
        void becomes_the_next_entry_and_is_pushed_to_every_live_socket_where_it_hangs() {
            var state = live(open(ANN, 1, SLOT), opening(ANN, 2, OTHER_SLOT, 7, Optional.empty(), Optional.empty()));
            var entry = new Entry(new Cursor(10), HELLO);
            assertThat(decider.decide(state, deliver(ANN, HELLO), NOW))
                    .isEqualTo(new Delivered(
                            ANN.id(),
                            INBOX,
                            entry,
                            List.of(
                                    new Events(target(1, SLOT, 1), List.of(entry)),
                                    new Events(target(2, OTHER_SLOT, 7), List.of(entry)))));
        }

        @Test
        void is_kept_for_who_is_not_there() {
            assertThat(decider.decide(live(), deliver(ANN, HELLO), NOW))
                    .isEqualTo(new Delivered(ANN.id(), INBOX, new Entry(new Cursor(10), HELLO), List.of()));
        }

        @Test
        void of_someone_blocked_is_hidden_and_spends_no_cursor() {
            assertThat(decider.decide(about(new Block(1, true), open(ANN, 1, SLOT)), deliver(ANN, HELLO), NOW))
                    .isEqualTo(new Hidden(ANN.id(), HELLO));
        }

        @Test
        void of_someone_blocked_no_more_is_delivered() {
            assertThat(decider.decide(about(new Block(2, false)), deliver(ANN, HELLO), NOW))
                    .isEqualTo(new Delivered(ANN.id(), INBOX, new Entry(new Cursor(10), HELLO), List.of()));
        }
    }

    @Nested
    class Something_of_the_moment {
        private final EphemeralEvent typing = new UserTyping(ConversationId.direct(ANN.id(), BEN.id()), BEN.id());

        @Test
        void is_pushed_to_every_live_socket_without_an_entry() {
            var state = live(open(ANN, 1, SLOT), open(ANN, 2, OTHER_SLOT));
            assertThat(decider.decide(state, show(ANN, typing), NOW))
                    .isEqualTo(new Shown(List.of(
                            new Ephemeral(target(1, SLOT, 1), typing),
                            new Ephemeral(target(2, OTHER_SLOT, 1), typing))));
        }

        @Test
        void is_lost_on_who_is_not_there() {
            assertThat(decider.decide(live(), show(ANN, typing), NOW)).isEqualTo(new Unseen());
        }

        @Test
        void by_someone_blocked_is_not_seen() {
            assertThat(decider.decide(about(new Block(1, true), open(ANN, 1, SLOT)), show(ANN, typing), NOW))
                    .isEqualTo(new Unseen());
        }
    }

    @Nested
    class A_socket_that_opens {
        @Test
        void without_a_cursor_is_ready_and_gets_what_comes() {
            assertThat(decider.decide(live(), open(ANN, 1, SLOT), NOW))
                    .isEqualTo(opened(
                            sessions(open(ANN, 1, SLOT)),
                            Optional.empty(),
                            "live",
                            new Ready(target(1, SLOT, 1), EPOCH, new Cursor(9), 3)));
        }

        @Test
        void with_a_cursor_is_ready_and_gets_what_it_missed() {
            var command = resume(ANN, 1, SLOT, new Cursor(7), EPOCH);
            assertThat(decider.decide(live(), command, NOW))
                    .isEqualTo(opened(
                            sessions(command),
                            Optional.of(new Missed(target(1, SLOT, 1), new Cursor(7), new Cursor(9))),
                            "resumed",
                            new Ready(target(1, SLOT, 1), EPOCH, new Cursor(7), 3)));
        }

        @Test
        void with_a_cursor_that_is_no_longer_kept_from_is_ready_and_told_to_read_the_rest() {
            var command = resume(ANN, 1, SLOT, new Cursor(2), EPOCH);
            assertThat(decider.decide(live(), command, NOW))
                    .isEqualTo(opened(
                            sessions(command),
                            Optional.empty(),
                            "resync",
                            new Ready(target(1, SLOT, 1), EPOCH, new Cursor(9), 3),
                            new Resync(target(1, SLOT, 1), EPOCH, new Cursor(9))));
        }

        @Test
        void again_hangs_where_it_opened_last() {
            var again = opening(ANN, 1, OTHER_SLOT, 2, Optional.of(new Cursor(9)), Optional.of(EPOCH));
            assertThat(decider.decide(live(open(ANN, 1, SLOT)), again, NOW))
                    .isEqualTo(opened(
                            sessions(again),
                            Optional.of(new Missed(target(1, OTHER_SLOT, 2), new Cursor(9), new Cursor(9))),
                            "resumed",
                            new Ready(target(1, OTHER_SLOT, 2), EPOCH, new Cursor(9), 3)));
        }

        @Test
        void is_not_opened_by_what_is_late() {
            var now = opening(ANN, 1, OTHER_SLOT, 2, Optional.empty(), Optional.empty());
            assertThat(decider.decide(live(now), open(ANN, 1, SLOT), NOW)).isEqualTo(new Unchanged());
            assertThat(decider.decide(live(now), now, NOW)).isEqualTo(new Unchanged());
        }

        @Test
        void over_the_limit_closes_the_oldest() {
            var state = live(open(ANN, 1, OTHER_SLOT), open(ANN, 2, SLOT));
            assertThat(decider.decide(state, open(ANN, 3, SLOT), NOW))
                    .isEqualTo(opened(
                            sessions(open(ANN, 2, SLOT), open(ANN, 3, SLOT)),
                            Optional.empty(),
                            "live",
                            new Close(target(1, OTHER_SLOT, 1), Reason.TOO_MANY_SOCKETS),
                            new Ready(target(3, SLOT, 1), EPOCH, new Cursor(9), 3)));
        }

        @Test
        void again_is_as_old_as_it_was_and_closes_nobody() {
            var again = opening(ANN, 1, SLOT, 2, Optional.empty(), Optional.empty());
            assertThat(decider.decide(live(open(ANN, 1, SLOT), open(ANN, 2, SLOT)), again, NOW))
                    .isEqualTo(opened(
                            sessions(again, open(ANN, 2, SLOT)),
                            Optional.empty(),
                            "live",
                            new Ready(target(1, SLOT, 2), EPOCH, new Cursor(9), 3)));
        }

        @Test
        void hangs_on_a_slot_that_there_is() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> decider.decide(live(), open(ANN, 1, new Slot(4)), NOW));
        }
    }

    @Nested
    class A_socket_that_closes {
        @Test
        void is_forgotten() {
            assertThat(decider.decide(live(open(ANN, 1, SLOT), open(ANN, 2, SLOT)), close(ANN, 1, 1), NOW))
                    .isEqualTo(new Closed(ANN.id(), sessions(open(ANN, 2, SLOT)), List.of()));
        }

        @Test
        void and_opened_again_meanwhile_stays() {
            var again = opening(ANN, 1, OTHER_SLOT, 2, Optional.empty(), Optional.empty());
            assertThat(decider.decide(live(again), close(ANN, 1, 1), NOW)).isEqualTo(new Unchanged());
        }

        @Test
        void is_gone_also_where_its_last_opening_was_never_seen() {
            assertThat(decider.decide(live(open(ANN, 1, SLOT)), close(ANN, 1, 2), NOW))
                    .isEqualTo(left());
        }

        @Test
        void and_is_not_known_is_nothing() {
            assertThat(decider.decide(live(open(ANN, 1, SLOT)), close(ANN, 2, 1), NOW))
                    .isEqualTo(new Unchanged());
        }
    }

    @Nested
    class A_login_that_ends {
        @Test
        void closes_its_sockets_wherever_they_hang() {
            assertThat(decider.decide(live(open(ANN, 1, SLOT), open(ANN, 2, OTHER_SLOT)), logOut(ANN), NOW))
                    .isEqualTo(left(
                            new Close(target(1, SLOT, 1), Reason.LOGGED_OUT),
                            new Close(target(2, OTHER_SLOT, 1), Reason.LOGGED_OUT)));
        }

        @Test
        void leaves_the_sockets_of_other_logins_alone() {
            var other = new EndSession(ANN.id(), Optional.of(new SessionId(Uuids.derived("another device"))));
            assertThat(decider.decide(live(open(ANN, 1, SLOT)), other, NOW)).isEqualTo(new Unchanged());
        }

        @Test
        void with_all_the_others_closes_every_socket() {
            assertThat(decider.decide(live(open(ANN, 1, SLOT)), new EndSession(ANN.id(), Optional.empty()), NOW))
                    .isEqualTo(left(new Close(target(1, SLOT, 1), Reason.LOGGED_OUT)));
        }
    }

    @Nested
    class A_block {
        private final BlockKey annBlocksBen = new BlockKey(ANN.id(), BEN.id());

        @Test
        void holds_from_its_first_version_on() {
            assertThat(decider.decide(live(), block(ANN, BEN, 1, true), NOW))
                    .isEqualTo(new BlockSet(annBlocksBen, new Block(1, true)));
        }

        @Test
        void is_changed_by_what_is_newer_alone() {
            var known = about(new Block(2, false));
            assertThat(decider.decide(known, block(ANN, BEN, 1, true), NOW)).isEqualTo(new Unchanged());
            assertThat(decider.decide(known, block(ANN, BEN, 2, false), NOW)).isEqualTo(new Unchanged());
            assertThat(decider.decide(known, block(ANN, BEN, 3, true), NOW))
                    .isEqualTo(new BlockSet(annBlocksBen, new Block(3, true)));
        }
    }

    private static InboxState live(InboxCommand.OpenSession... opened) {
        return new InboxState(INBOX, sessions(opened), Optional.empty(), 3);
    }

    private static InboxState about(Block block, InboxCommand.OpenSession... opened) {
        return new InboxState(INBOX, sessions(opened), Optional.of(block), 0);
    }

    private static Sessions sessions(InboxCommand.OpenSession... opened) {
        var sessions = Sessions.NONE;
        for (var command : opened) {
            sessions = sessions.with(Session.of(command));
        }
        return sessions;
    }

    private static Target target(int socket, Slot slot, int opening) {
        return new Target(slot, ANN.id(), socket(ANN, socket), opening);
    }

    /** Ann's last socket is gone, and nobody watches. */
    private static Presented left(Push... pushes) {
        var closed = new Closed(ANN.id(), Sessions.NONE, List.of(pushes));
        return new Presented(closed, ANN.id(), Presence.UNKNOWN.leftAt(NOW), List.of(), List.of(), List.of());
    }

    private static Opened opened(Sessions sessions, Optional<Missed> missed, String outcome, Push... pushes) {
        return new Opened(ANN.id(), sessions, List.of(pushes), missed, outcome);
    }
}
