package io.confab.chat.inbox;

import static io.confab.testkit.InboxCommands.block;
import static io.confab.testkit.InboxCommands.close;
import static io.confab.testkit.InboxCommands.logOut;
import static io.confab.testkit.InboxCommands.open;
import static io.confab.testkit.InboxCommands.presence;
import static io.confab.testkit.InboxCommands.socket;
import static io.confab.testkit.InboxCommands.watch;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.inbox.InboxDecision.Unchanged;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import io.confab.schemas.inbox.InboxCommand.Show;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Ephemeral;
import io.confab.schemas.push.Push.Probe;
import io.confab.schemas.push.Push.Target;
import io.confab.schemas.push.Slot;
import io.confab.testkit.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ann's inbox, and what those who watch her are told. */
class PresenceDeciderTest {
    private static final Slot SLOT = new Slot(0);
    private static final ShowsPresence SHOWN = new ShowsPresence(true, 1);
    private static final User DAN = User.number(4);
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final InboxDecider decider = new InboxDecider(new InboxLimits(100, Duration.ofDays(14), 20, 2, 1));
    private final Memory memory = new Memory();
    private Instant now = START;

    @Test
    void who_begins_to_watch_is_told_at_once_how_it_stands() {
        assertThat(when(watch(ANN, BEN)).shows()).containsExactly(untold(BEN));
        given(open(ANN, 1, SLOT, SHOWN));
        assertThat(when(watch(ANN, CLEO)).shows()).containsExactly(online(CLEO));
    }

    @Test
    void those_who_watch_are_told_that_the_first_socket_came_and_that_the_last_one_is_gone() {
        given(watch(ANN, BEN), watch(ANN, CLEO));
        assertThat(when(open(ANN, 1, SLOT, SHOWN)).shows()).containsExactly(online(BEN), online(CLEO));
        assertThat(when(open(ANN, 2, SLOT, SHOWN)).shows()).isEmpty();
        assertThat(when(close(ANN, 1, 1)).shows()).isEmpty();

        now = now.plusSeconds(10);
        assertThat(when(close(ANN, 2, 1)).shows()).containsExactly(gone(BEN, now), gone(CLEO, now));
        assertThat(when(watch(ANN, BEN)).shows()).containsExactly(gone(BEN, now));
    }

    @Test
    void a_logout_is_a_going_too() {
        given(watch(ANN, BEN), open(ANN, 1, SLOT, SHOWN));
        assertThat(when(logOut(ANN)).shows()).containsExactly(gone(BEN, now));
    }

    @Test
    void who_does_not_ask_again_is_told_nothing_after_the_lease() {
        given(watch(ANN, BEN));
        now = now.plusSeconds(60);
        assertThat(when(open(ANN, 1, SLOT, SHOWN)).shows()).isEmpty();
        assertThat(memory.leases).isEmpty();
    }

    @Test
    void who_asks_again_is_told_on() {
        given(watch(ANN, BEN));
        now = now.plusSeconds(59);
        given(watch(ANN, BEN));
        now = now.plusSeconds(59);
        assertThat(when(open(ANN, 1, SLOT, SHOWN)).shows()).containsExactly(online(BEN));
    }

    @Test
    void who_comes_when_too_many_watch_is_answered_and_told_no_change() {
        given(watch(ANN, BEN), watch(ANN, CLEO));
        assertThat(when(watch(ANN, DAN)).shows()).containsExactly(untold(DAN));
        assertThat(when(open(ANN, 1, SLOT, SHOWN)).shows()).containsExactly(online(BEN), online(CLEO));
        assertThat(when(watch(ANN, DAN)).shows()).containsExactly(online(DAN));

        now = now.plusSeconds(60);
        given(watch(ANN, DAN)); // the others' leases are over
        assertThat(when(close(ANN, 1, 1)).shows()).containsExactly(gone(DAN, now));
    }

    @Test
    void a_profile_that_says_no_hides_even_that_there_was_somebody() {
        given(watch(ANN, BEN), open(ANN, 1, SLOT, SHOWN));
        assertThat(when(presence(ANN, false, 2)).shows()).containsExactly(untold(BEN));
        assertThat(when(close(ANN, 1, 1)).shows()).isEmpty();
        assertThat(when(watch(ANN, BEN)).shows()).containsExactly(untold(BEN));
        assertThat(when(open(ANN, 2, SLOT, new ShowsPresence(false, 2))).shows())
                .isEmpty();
        assertThat(when(presence(ANN, true, 3)).shows()).containsExactly(online(BEN));
    }

    @Test
    void of_what_a_profile_says_the_later_holds_whatever_comes_first() {
        given(watch(ANN, BEN), presence(ANN, false, 2));
        assertThat(when(open(ANN, 1, SLOT, SHOWN)).shows()).isEmpty();
        assertThat(when(presence(ANN, true, 1))).isEqualTo(new Unchanged());
    }

    @Test
    void where_the_profile_is_not_known_nothing_is_told() {
        given(watch(ANN, BEN));
        assertThat(when(open(ANN, 1, SLOT)).shows()).isEmpty();
    }

    @Test
    void whom_one_blocks_sees_one_go_and_is_told_nothing_more() {
        given(watch(ANN, BEN), watch(ANN, CLEO), open(ANN, 1, SLOT, SHOWN));
        var decision = when(block(ANN, BEN, 1, true));
        assertThat(decision.shows()).containsExactly(untold(BEN));
        assertThat(decision.pushes()).containsExactly(new Ephemeral(target(1), UserPresence.untold(BEN.id())));
        assertThat(when(close(ANN, 1, 1)).shows()).containsExactly(gone(CLEO, now));
        assertThat(when(watch(ANN, BEN)).shows()).containsExactly(untold(BEN));
    }

    @Test
    void sockets_are_asked_after_while_somebody_watches_and_not_too_often() {
        given(open(ANN, 1, SLOT, SHOWN));
        assertThat(when(watch(ANN, BEN)).pushes()).containsExactly(new Probe(target(1)));
        now = now.plusSeconds(29);
        assertThat(when(watch(ANN, CLEO)).pushes()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(when(watch(ANN, BEN)).pushes()).containsExactly(new Probe(target(1)));
    }

    private void given(InboxCommand... commands) {
        for (var command : commands) {
            when(command);
        }
    }

    private InboxDecision when(InboxCommand command) {
        var decision = decider.decide(memory.before(command), command, now);
        decision.applyTo(memory);
        return decision;
    }

    private static Show online(User watcher) {
        return new Show(watcher.id(), new UserPresence(ANN.id(), true, Optional.empty()));
    }

    private static Show gone(User watcher, Instant at) {
        return new Show(watcher.id(), new UserPresence(ANN.id(), false, Optional.of(at)));
    }

    private static Show untold(User watcher) {
        return new Show(watcher.id(), UserPresence.untold(ANN.id()));
    }

    private static Target target(int socket) {
        return new Target(SLOT, ANN.id(), socket(ANN, socket), 1);
    }

    /** Ann's inbox, folded from decisions alone. */
    private static final class Memory implements InboxDecision.Changes {
        private final Map<UserId, Instant> leases = new LinkedHashMap<>();
        private final Map<UserId, Block> blocks = new HashMap<>();
        private Sessions sessions = Sessions.NONE;
        private Presence presence = Presence.UNKNOWN;

        private InboxState before(InboxCommand command) {
            Optional<UserId> other = Optional.empty();
            if (command instanceof Watch watch) {
                other = Optional.of(watch.watcherId());
            } else if (command instanceof SetBlock set) {
                other = Optional.of(set.blockedId());
            }
            return new InboxState(
                    Inbox.begin(new Epoch("e")),
                    sessions,
                    other.map(blocks::get),
                    0,
                    presence,
                    leases.entrySet().stream()
                            .map(lease -> new Watcher(lease.getKey(), lease.getValue(), isBlocked(lease.getKey())))
                            .toList(),
                    Optional.empty());
        }

        private boolean isBlocked(UserId user) {
            return blocks.containsKey(user) && blocks.get(user).active();
        }

        @Override
        public void append(UserId user, Inbox before, Entry entry) {
            throw new IllegalStateException("nothing is delivered");
        }

        @Override
        public void notice(UserId user, UserEvent event) {
            throw new IllegalStateException("nothing is delivered");
        }

        @Override
        public void live(UserId user, Sessions now) {
            sessions = now;
        }

        @Override
        public void block(BlockKey key, Block block) {
            blocks.put(key.blockedId(), block);
        }

        @Override
        public void presence(UserId user, Presence now) {
            presence = now;
        }

        @Override
        public void watch(UserId user, Watcher watcher) {
            leases.put(watcher.userId(), watcher.until());
        }

        @Override
        public void unwatch(UserId user, UserId watcher) {
            leases.remove(watcher);
        }

        @Override
        public void seeking(UserId user, Optional<Seeking> now) {
            throw new IllegalStateException("nobody seeks");
        }
    }
}
