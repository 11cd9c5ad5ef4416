package io.confab.chat.inbox;

import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import java.util.Objects;
import java.util.Optional;

/** How a socket that opens goes on from where its client was. What is missing is replayed whole or not at all. */
sealed interface Resume {

    /**
     * A cursor that is no longer kept from, is ahead, or belongs to another or an unnamed epoch can't be resumed from. Without
     * a cursor there is nothing to resume.
     */
    static Resume of(Inbox inbox, Optional<Cursor> since, Optional<Epoch> epoch) {
        if (since.isEmpty()) {
            return new Live(inbox.last());
        }
        var after = since.get();
        boolean ofThisLife = epoch.filter(inbox.epoch()::equals).isPresent();
        boolean ahead = after.compareTo(inbox.last()) > 0;
        boolean kept = after.value() >= inbox.oldest().value() - 1;
        return ofThisLife && kept && !ahead ? new Replay(after, inbox.last()) : new Resync(inbox.epoch(), inbox.last());
    }

    /** The cursor just before the first event to come. */
    Cursor from();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each way to go on. */
    interface Visitor<R> {
        R live(Live live);

        R replay(Replay replay);

        R resync(Resync resync);
    }

    /** Nothing was asked for but what comes from now on. */
    record Live(Cursor from) implements Resume {
        public Live {
            Objects.requireNonNull(from, "from");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.live(this);
        }
    }

    /** All entries after {@code from} up to {@code last} are kept and were missed; there may be none. */
    record Replay(Cursor from, Cursor last) implements Resume {
        public Replay {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(last, "last");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.replay(this);
        }
    }

    /** The client has to read over HTTP what it missed, and takes live events from {@code from} on. */
    record Resync(Epoch epoch, Cursor from) implements Resume {
        public Resync {
            Objects.requireNonNull(epoch, "epoch");
            Objects.requireNonNull(from, "from");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resync(this);
        }
    }
}
