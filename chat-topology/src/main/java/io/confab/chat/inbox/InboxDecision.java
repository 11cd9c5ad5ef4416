package io.confab.chat.inbox;

import io.confab.schemas.chatup.ChatupCommand.SetPresence;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.InboxCommand.Show;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Target;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What comes of a command: what changes, and what goes to which socket. */
sealed interface InboxDecision {

    /** What is pushed, in this order. */
    default List<Push> pushes() {
        return List.of();
    }

    /** What other inboxes are to show, in this order. */
    default List<Show> shows() {
        return List.of();
    }

    /** What chatup is to know. */
    default Optional<SetPresence> toChatup() {
        return Optional.empty();
    }

    /** The live sockets after it. */
    default Sessions sessions(Sessions before) {
        return before;
    }

    /** What is to be replayed after that, if a socket resumes. */
    default Optional<Missed> missed() {
        return Optional.empty();
    }

    /** In one word, for the metrics. */
    String outcome();

    /** Says what is different from now on; a decision may change nothing. */
    default void applyTo(Changes changes) {}

    /** Takes what a decision changes. */
    interface Changes {
        /** The next entry of the inbox, which ended {@code before} it. */
        void append(UserId user, Inbox before, Entry entry);

        /** An event that bears on what is unread, whether the user may see it now or not. */
        void notice(UserId user, UserEvent event);

        void live(UserId user, Sessions sessions);

        void block(BlockKey key, Block block);

        void presence(UserId user, Presence presence);

        void watch(UserId user, Watcher watcher);

        void unwatch(UserId user, UserId watcher);

        /** Whether the user waits for a stranger. */
        void seeking(UserId user, Optional<Seeking> seeking);
    }

    /** The entries after {@code after} up to {@code last}, all of which are kept. */
    record Missed(Target target, Cursor after, Cursor last) {
        public Missed {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(last, "last");
        }
    }

    /** An entry, pushed to every live socket. */
    record Delivered(UserId user, Inbox before, Entry entry, List<Push> pushes) implements InboxDecision {
        public Delivered {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(entry, "entry");
            pushes = List.copyOf(pushes);
        }

        @Override
        public String outcome() {
            return "delivered";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.append(user, before, entry);
            changes.notice(user, entry.event());
        }
    }

    /** Somebody's doing whom the user blocks: no entry, and no cursor is spent on it. */
    record Hidden(UserId user, UserEvent event) implements InboxDecision {
        public Hidden {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(event, "event");
        }

        @Override
        public String outcome() {
            return "hidden";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.notice(user, event);
        }
    }

    /** Something of the moment, for every live socket. */
    record Shown(List<Push> pushes) implements InboxDecision {
        public Shown {
            pushes = List.copyOf(pushes);
        }

        @Override
        public String outcome() {
            return "shown";
        }
    }

    /** Something of the moment that nobody is there to see, or by somebody whom the user blocks. */
    record Unseen() implements InboxDecision {
        @Override
        public String outcome() {
            return "unseen";
        }
    }

    /** A socket is live, and goes on as {@code resume} says. */
    record Opened(UserId user, Sessions sessions, List<Push> pushes, Optional<Missed> missed, String outcome)
            implements InboxDecision {
        public Opened {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(sessions, "sessions");
            pushes = List.copyOf(pushes);
            Objects.requireNonNull(missed, "missed");
            Objects.requireNonNull(outcome, "outcome");
        }

        @Override
        public Sessions sessions(Sessions before) {
            return sessions;
        }

        @Override
        public void applyTo(Changes changes) {
            changes.live(user, sessions);
        }
    }

    /** Sockets are forgotten; those that may still be there are told to close. */
    record Closed(UserId user, Sessions sessions, List<Push> pushes) implements InboxDecision {
        public Closed {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(sessions, "sessions");
            pushes = List.copyOf(pushes);
        }

        @Override
        public String outcome() {
            return "closed";
        }

        @Override
        public Sessions sessions(Sessions before) {
            return sessions;
        }

        @Override
        public void applyTo(Changes changes) {
            changes.live(user, sessions);
        }
    }

    /** The block as it is now. */
    record BlockSet(BlockKey key, Block block) implements InboxDecision {
        public BlockSet {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(block, "block");
        }

        @Override
        public String outcome() {
            return block.active() ? "blocked" : "unblocked";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.block(key, block);
        }
    }

    /** Somebody's question whether the user is there; who is {@code kept} is told of changes, too. */
    record Watched(
            UserId user,
            Optional<Watcher> kept,
            Show answer,
            List<Push> pushes,
            Optional<Presence> presence,
            List<UserId> expired)
            implements InboxDecision {
        public Watched {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(kept, "kept");
            Objects.requireNonNull(answer, "answer");
            pushes = List.copyOf(pushes);
            Objects.requireNonNull(presence, "presence");
            expired = List.copyOf(expired);
        }

        @Override
        public List<Show> shows() {
            return List.of(answer);
        }

        @Override
        public String outcome() {
            return kept.isPresent() ? "watched" : "too_many";
        }

        @Override
        public void applyTo(Changes changes) {
            presence.ifPresent(now -> changes.presence(user, now));
            expired.forEach(watcher -> changes.unwatch(user, watcher));
            kept.ifPresent(watcher -> changes.watch(user, watcher));
        }
    }

    /** Whether others may know that the user is there. */
    record SwitchSet(boolean shown) implements InboxDecision {
        @Override
        public String outcome() {
            return shown ? "shown" : "hidden";
        }
    }

    /** What a decision means to those who watch the user, and to a user who watches. */
    record Presented(
            InboxDecision cause,
            UserId user,
            Presence presence,
            List<Push> more,
            List<Show> shows,
            List<UserId> expired)
            implements InboxDecision {
        public Presented {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(presence, "presence");
            more = List.copyOf(more);
            shows = List.copyOf(shows);
            expired = List.copyOf(expired);
        }

        boolean changesNothing(Presence before) {
            return presence.equals(before) && more.isEmpty() && shows.isEmpty() && expired.isEmpty();
        }

        @Override
        public List<Push> pushes() {
            return Stream.concat(cause.pushes().stream(), more.stream()).toList();
        }

        @Override
        public Optional<Missed> missed() {
            return cause.missed();
        }

        @Override
        public Optional<SetPresence> toChatup() {
            return cause.toChatup();
        }

        @Override
        public String outcome() {
            return cause.outcome();
        }

        @Override
        public void applyTo(Changes changes) {
            cause.applyTo(changes);
            changes.presence(user, presence);
            expired.forEach(watcher -> changes.unwatch(user, watcher));
        }
    }

    /** Somebody's sockets are asked after who waits for a stranger. */
    record Probed(UserId user, Seeking seeking, List<Push> pushes) implements InboxDecision {
        public Probed {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(seeking, "seeking");
            pushes = List.copyOf(pushes);
        }

        @Override
        public String outcome() {
            return "probed";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.seeking(user, Optional.of(seeking));
        }
    }

    /** What a decision means to those who may be waiting with the user for a stranger. */
    record Sought(
            InboxDecision cause,
            UserId user,
            Optional<Seeking> seeking,
            List<Push> more,
            Optional<SetPresence> toChatup)
            implements InboxDecision {
        public Sought {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(seeking, "seeking");
            more = List.copyOf(more);
            Objects.requireNonNull(toChatup, "toChatup");
        }

        @Override
        public List<Push> pushes() {
            return Stream.concat(cause.pushes().stream(), more.stream()).toList();
        }

        @Override
        public List<Show> shows() {
            return cause.shows();
        }

        @Override
        public Sessions sessions(Sessions before) {
            return cause.sessions(before);
        }

        @Override
        public Optional<Missed> missed() {
            return cause.missed();
        }

        @Override
        public String outcome() {
            return cause.outcome();
        }

        @Override
        public void applyTo(Changes changes) {
            cause.applyTo(changes);
            changes.seeking(user, seeking);
        }
    }

    /** Overtaken by what came before. */
    record Unchanged() implements InboxDecision {
        @Override
        public String outcome() {
            return "unchanged";
        }
    }
}
