package io.confab.gateway.socket;

import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Whose presence one client watches. The inboxes of those are asked, and asked again before the lease ends; of what they answer,
 * the client is told what is news to it: the first answer at once, and a change no sooner than some time after the one before. Of
 * somebody who is gone it is told after that time, so that a page that is loaded anew is nobody's going and coming. Not
 * thread-safe.
 */
final class PresenceWatch {
    /** How many are asked at once, and in the long run: a client may change its mind as often as it may send frames. */
    private static final int ASKED_AT_ONCE = ClientFrames.MOST_WATCHED;

    private static final int ASKED_PER_SECOND = 50;

    /**
     * @param lease how long an inbox answers unless it is asked again, which is done when half of it is over
     * @param quiet how long a change waits for another one
     */
    record Pace(Duration lease, Duration quiet) {}

    private static final class Watched {
        private Instant askAt;
        private Optional<UserPresence> told = Optional.empty();
        private Instant toldAt = Instant.MIN;
        private Optional<UserPresence> untold = Optional.empty();
        private Instant tellAt = Instant.MAX;

        private Watched(Instant askAt) {
            this.askAt = askAt;
        }
    }

    private final UserId user;
    private final Pace pace;
    private final Connection.Port port;
    private final TokenBucket questions;
    private final Map<UserId, Watched> watched = new HashMap<>();
    private boolean live;

    /** Nothing is to be done before. */
    private Instant wakeAt = Instant.MAX;

    PresenceWatch(UserId user, Pace pace, Connection.Port port, Instant now) {
        this.user = user;
        this.pace = pace;
        this.port = port;
        this.questions = new TokenBucket(ASKED_PER_SECOND, ASKED_AT_ONCE, now);
    }

    /** Those and nobody else, from now on. */
    void watch(Collection<UserId> users, Instant now) {
        watched.keySet().retainAll(new HashSet<>(users));
        users.forEach(each -> watched.computeIfAbsent(each, id -> new Watched(now)));
        act(now);
    }

    /** The inboxes' answers may have been lost: all are asked again. */
    void askAgain(Instant now) {
        watched.values().forEach(each -> each.askAt = now);
        act(now);
    }

    /** Whether the client may be told now, or is catching up on something else. */
    void live(boolean isLive, Instant now) {
        live = isLive;
        if (live) {
            act(now);
        }
    }

    /** How somebody stands now. */
    void heard(UserPresence presence, Instant now) {
        var one = watched.get(presence.userId());
        if (one == null) {
            return; // another socket of the user watches, or this one did
        }
        if (one.told.equals(Optional.of(presence))) {
            one.untold = Optional.empty();
            one.tellAt = Instant.MAX;
        } else {
            one.untold = Optional.of(presence);
            one.tellAt = tellAt(one, presence, now);
        }
        act(now);
    }

    void tick(Instant now) {
        if (!now.isBefore(wakeAt)) {
            act(now);
        }
    }

    private Instant tellAt(Watched one, UserPresence presence, Instant now) {
        if (one.told.isEmpty()) {
            return now;
        }
        var rested = one.toldAt.plus(pace.quiet());
        return later(rested, presence.online() ? now : now.plus(pace.quiet()));
    }

    private void act(Instant now) {
        wakeAt = Instant.MAX;
        watched.forEach((id, one) -> {
            if (!one.askAt.isAfter(now) && questions.take(now)) {
                one.askAt = now.plus(pace.lease().dividedBy(2));
                port.append(new Watch(id, user, pace.lease().toMillis()));
            }
            if (live && !one.tellAt.isAfter(now)) {
                port.sendEphemeral(ServerFrames.ephemeral(one.untold.orElseThrow()));
                one.told = one.untold;
                one.toldAt = now;
                one.untold = Optional.empty();
                one.tellAt = Instant.MAX;
            }
            wakeAt = earlier(wakeAt, one.askAt);
            if (live) {
                wakeAt = earlier(wakeAt, one.tellAt);
            }
        });
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
