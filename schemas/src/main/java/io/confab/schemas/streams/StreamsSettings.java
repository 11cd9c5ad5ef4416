package io.confab.schemas.streams;

import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How Streams applications run; the same for all applications of a process. */
public final class StreamsSettings {
    public static final Setting<String> STATE_DIRECTORY = Setting.string("confab.streams.state-directory")
            .byDefault("state")
            .means("where state stores are kept, one folder for each application; not shared by two processes")
            .tradeOff("a lost folder is restored from Kafka, which takes time: keep it on a disk that stays");

    public static final Setting<Integer> THREADS = Setting.integer("confab.streams.threads")
            .byDefault(1)
            .between(1, 64)
            .means("stream threads of each application in this process")
            .tradeOff(
                    "one carries some thousand records a second; each has a producer and looks for records every poll");

    public static final Setting<Duration> COMMIT_INTERVAL = Setting.duration("confab.streams.commit-interval")
            .byDefault(Duration.ofMillis(10))
            .between(Duration.ofMillis(1), Duration.ofSeconds(5))
            .means("how long a transaction gathers records before it commits")
            .tradeOff(
                    "the latency of each hop; under 10 ms it costs more than it gives at 1,000 records a second, and on an"
                            + " overloaded machine 50 ms holds longer");

    public static final Setting<Duration> POLL = Setting.duration("confab.streams.poll")
            .byDefault(Duration.ofMillis(5))
            .between(Duration.ofMillis(1), Duration.ofSeconds(1))
            .means("how long a quiet stream thread waits for records before it looks whether to commit")
            .tradeOff("the latency of a quiet system against its idle load");

    public static final Setting<Duration> BACKGROUND_POLL = Setting.duration("confab.streams.background-poll")
            .byDefault(Duration.ofMillis(25))
            .between(Duration.ofMillis(1), Duration.ofSeconds(1))
            .means("the same for the applications that no message waits for: directory and chatup")
            .tradeOff("how soon a new account is known and a match begins against the idle load");

    public static final Setting<Duration> TRANSACTION_RETRY_BACK_OFF = Setting.duration(
                    "confab.streams.transaction-retry-back-off")
            .byDefault(Duration.ofMillis(2))
            .between(Duration.ofMillis(1), Duration.ofSeconds(1))
            .means("how long a producer waits while the broker still writes the markers of its last transaction")
            .tradeOff("the wait before each transaction; Kafka's own 100 ms trebles the latency of a hop");

    public static final Setting<Duration> TRANSACTION_TIMEOUT = Setting.duration("confab.streams.transaction-timeout")
            .byDefault(Duration.ofSeconds(2))
            .between(Duration.ofMillis(500), Duration.ofMinutes(5))
            .means("after how long the broker aborts what a dead worker left open; longer than the commit interval")
            .tradeOff("until then nobody reads on behind it; too short and a pause of a live worker loses its step");

    public static final Setting<Duration> SESSION_TIMEOUT = Setting.duration("confab.streams.session-timeout")
            .byDefault(Duration.ofSeconds(3))
            .between(Duration.ofMillis(500), Duration.ofMinutes(5))
            .means(
                    "after how long without a heartbeat a worker counts as dead; the broker's group.min.session.timeout.ms"
                            + " must allow it")
            .tradeOff("the pause after a kill against false alarms on busy machines");

    public static final Setting<Duration> HEARTBEAT_INTERVAL = Setting.duration("confab.streams.heartbeat-interval")
            .byDefault(Duration.ofMillis(500))
            .between(Duration.ofMillis(50), Duration.ofMinutes(1))
            .means("how often a worker shows that it lives; at most a third of the session timeout");

    public static final Setting<Integer> STANDBY_REPLICAS = Setting.integer("confab.streams.standby-replicas")
            .byDefault(1)
            .between(0, 5)
            .means("copies of each state store that other workers keep warm, as far as there are others")
            .tradeOff(
                    "a takeover doesn't wait for a restore; each costs disk and traffic of the state once more. With a"
                            + " single worker take 0, or the broker logs a warning for each task");

    public static final Setting<Long> BLOCK_CACHE_BYTES = Setting.longInteger("confab.streams.block-cache-bytes")
            .byDefault(96L * 1024 * 1024)
            .between(1024L * 1024, 1024L * 1024 * 1024 * 1024)
            .means("memory outside of the heap for all state stores of this process together, buffers included")
            .tradeOff("reads that find their block here don't touch the disk");

    public static final Setting<Long> WRITE_BUFFER_BYTES = Setting.longInteger("confab.streams.write-buffer-bytes")
            .byDefault(48L * 1024 * 1024)
            .between(1024L * 1024, 1024L * 1024 * 1024 * 1024)
            .means("the share of the block cache that may hold what is not on disk yet")
            .tradeOff(
                    "more gathers more writes before they go to disk; a store's own buffer is a 48th of it, 16 MiB at most");

    public static final Setting<Integer> TOLERATED_FAULTS = Setting.integer("confab.streams.tolerated-faults")
            .byDefault(10)
            .between(0, 1_000)
            .means(
                    "faults around an application (broker, disk) within the fault window that are tried again before it stops"
                            + " as failed");

    public static final Setting<Duration> FAULT_WINDOW = Setting.duration("confab.streams.fault-window")
            .byDefault(Duration.ofMinutes(5))
            .between(Duration.ofSeconds(1), Duration.ofDays(1))
            .means("how long a fault counts");

    public static final Setting<Duration> FAULT_BACK_OFF = Setting.duration("confab.streams.fault-back-off")
            .byDefault(Duration.ofMillis(200))
            .between(Duration.ofMillis(1), Duration.ofSeconds(10))
            .means("the wait after a first fault; it doubles with each, up to 10 s");

    public static final Setting<Duration> CLOSE_TIMEOUT = Setting.duration("confab.streams.close-timeout")
            .byDefault(Duration.ofSeconds(6))
            .between(Duration.ofMillis(100), Duration.ofMinutes(10))
            .means("how long a stop waits for the last commit before it goes without");

    /** All of them, in the order in which they are printed. */
    public static final List<Setting<?>> ALL = List.of(
            STATE_DIRECTORY,
            THREADS,
            COMMIT_INTERVAL,
            POLL,
            BACKGROUND_POLL,
            TRANSACTION_RETRY_BACK_OFF,
            TRANSACTION_TIMEOUT,
            SESSION_TIMEOUT,
            HEARTBEAT_INTERVAL,
            STANDBY_REPLICAS,
            BLOCK_CACHE_BYTES,
            WRITE_BUFFER_BYTES,
            TOLERATED_FAULTS,
            FAULT_WINDOW,
            FAULT_BACK_OFF,
            CLOSE_TIMEOUT);

    private StreamsSettings() {}

    /** For an application that no message waits for. */
    public static Settings inBackground(Settings settings) {
        return settings.with(Map.of(POLL.key(), settings.get(BACKGROUND_POLL).toMillis() + "ms"));
    }
}
