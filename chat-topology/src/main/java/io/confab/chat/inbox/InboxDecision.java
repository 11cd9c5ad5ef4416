package io.confab.chat.inbox;

import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Target;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What comes of a command: what changes, and what goes to which socket. */
sealed interface InboxDecision {

    /** What is pushed, in this order. */
    default List<Push> pushes() {
        return List.of();
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

    /** Overtaken by what came before. */
    record Unchanged() implements InboxDecision {
        @Override
        public String outcome() {
            return "unchanged";
        }
    }
}
