package io.confab.gateway.socket;

import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.List;

/** What an operator may set of the sockets. */
public final class SocketSettings {
    public static final Setting<Duration> HELLO_TIMEOUT = Setting.duration("confab.gateway.hello-timeout")
            .byDefault(Duration.ofSeconds(10))
            .between(Duration.ofMillis(100), Duration.ofMinutes(1))
            .means("until when a client must have said hello on its socket");

    public static final Setting<Duration> PING_INTERVAL = Setting.duration("confab.gateway.ping-interval")
            .byDefault(Duration.ofSeconds(25))
            .between(Duration.ofMillis(100), Duration.ofMinutes(10))
            .means("how often a socket is pinged; it is closed after two pings without an answer")
            .tradeOff("shorter notices dead clients sooner; phones wake up for each");

    public static final Setting<Integer> SEND_QUEUE_BYTES = Setting.integer("confab.gateway.send-queue-bytes")
            .byDefault(512 * 1024)
            .between(4 * 1024, 64 * 1024 * 1024)
            .means("bytes that may wait for one client; a client that is further behind is closed and resumes")
            .tradeOff("more forgives slow clients; each of them may hold that much memory");

    public static final Setting<Integer> FRAMES_PER_SECOND = Setting.integer("confab.gateway.frames-per-second")
            .byDefault(20)
            .between(1, 10_000)
            .means("frames that a client may send in the long run");

    public static final Setting<Integer> FRAMES_BURST = Setting.integer("confab.gateway.frames-burst")
            .byDefault(100)
            .between(1, 10_000)
            .means("frames that a client may send at once");

    public static final Setting<Duration> INBOX_ANSWER_TIMEOUT = Setting.duration("confab.gateway.inbox-answer-timeout")
            .byDefault(Duration.ofSeconds(5))
            .between(Duration.ofMillis(100), Duration.ofMinutes(1))
            .means("how long an inbox may take to answer before a session is opened again");

    public static final Setting<Duration> OPENING_TIMEOUT = Setting.duration("confab.gateway.opening-timeout")
            .byDefault(Duration.ofSeconds(30))
            .between(Duration.ofMillis(100), Duration.ofMinutes(10))
            .means("how long a client is kept waiting for its inbox before it is told to try again later (1013)");

    public static final Setting<Duration> DRAIN_TIMEOUT = Setting.duration("confab.gateway.drain-timeout")
            .byDefault(Duration.ofSeconds(10))
            .between(Duration.ofMillis(100), Duration.ofMinutes(10))
            .means("how long a client that catches up may take to read half of its full queue before it is too slow");

    public static final Setting<Duration> RECONNECT_SPREAD = Setting.duration("confab.gateway.reconnect-spread")
            .byDefault(Duration.ofSeconds(5))
            .between(Duration.ZERO, Duration.ofMinutes(10))
            .means("over which time the clients of a gateway that goes come back to others")
            .tradeOff("longer spares the others a crowd; shorter spares the clients a wait");

    public static final Setting<Duration> SLOT_SESSION_TIMEOUT = Setting.duration("confab.gateway.slot-session-timeout")
            .byDefault(Duration.ofSeconds(6))
            .between(Duration.ofMillis(500), Duration.ofMinutes(5))
            .means("how long a gateway that died keeps its slots; brokers allow 6s and more, unless told otherwise")
            .tradeOff(
                    "while it does, a gateway that starts may have to wait for slots; too short, busy ones lose theirs");

    public static final Setting<Duration> WATCH_LEASE = Setting.duration("confab.gateway.watch-lease")
            .byDefault(Duration.ofMinutes(2))
            .between(Duration.ofSeconds(1), Duration.ofMinutes(15))
            .means("how long an inbox tells of presence unless it is asked again, which it is at half of that")
            .tradeOff(
                    "shorter corrects what was lost sooner; each time costs two records for everybody whom a client watches");

    public static final Setting<Duration> PRESENCE_QUIET = Setting.duration("confab.gateway.presence-quiet")
            .byDefault(Duration.ofSeconds(2))
            .between(Duration.ZERO, Duration.ofMinutes(1))
            .means(
                    "how often at most a client is told of one user's presence, and how long who is gone may come back unnoticed")
            .tradeOff("longer is quieter; shorter lets page reloads flicker");

    public static final List<Setting<?>> ALL = List.of(
            HELLO_TIMEOUT,
            PING_INTERVAL,
            SEND_QUEUE_BYTES,
            FRAMES_PER_SECOND,
            FRAMES_BURST,
            INBOX_ANSWER_TIMEOUT,
            OPENING_TIMEOUT,
            DRAIN_TIMEOUT,
            RECONNECT_SPREAD,
            SLOT_SESSION_TIMEOUT,
            WATCH_LEASE,
            PRESENCE_QUIET);

    private SocketSettings() {}

    static Connection.Limits limits(Settings settings) {
        return new Connection.Limits(
                settings.get(HELLO_TIMEOUT),
                settings.get(INBOX_ANSWER_TIMEOUT),
                settings.get(OPENING_TIMEOUT),
                settings.get(DRAIN_TIMEOUT),
                settings.get(PING_INTERVAL),
                settings.get(FRAMES_PER_SECOND),
                settings.get(FRAMES_BURST),
                new PresenceWatch.Pace(settings.get(WATCH_LEASE), settings.get(PRESENCE_QUIET)));
    }
}
