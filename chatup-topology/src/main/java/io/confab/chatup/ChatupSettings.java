package io.confab.chatup;

import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.List;

/** What an operator may set of the chatup topology. Workers with different values match differently: set all alike. */
public final class ChatupSettings {
    public static final Setting<Duration> ROUND_INTERVAL = Setting.duration("confab.chatup.round-interval")
            .byDefault(Duration.ofMillis(250))
            .between(Duration.ofMillis(10), Duration.ofMinutes(1))
            .means("how often a pool in which somebody waits is looked at")
            .tradeOff(
                    "shorter answers sooner; longer lets more tickets come together, of which the best pairs are made");

    public static final Setting<Integer> BAR_PERCENT = Setting.integer("confab.chatup.bar-percent")
            .byDefault(50)
            .between(0, 100)
            .means("how alike two must be, of 100, to meet when neither has waited yet")
            .tradeOff("higher waits longer for better pairs");

    public static final Setting<Duration> PATIENCE = Setting.duration("confab.chatup.patience")
            .byDefault(Duration.ofSeconds(10))
            .between(Duration.ofMillis(1), Duration.ofHours(1))
            .means("the wait in which the bar sinks to nothing: after it one interest in common is enough")
            .tradeOff("longer gives better pairs to those who can wait for them");

    public static final Setting<Duration> LONGEST_WAIT = Setting.duration("confab.chatup.longest-wait")
            .byDefault(Duration.ofSeconds(60))
            .between(Duration.ofSeconds(1), Duration.ofHours(1))
            .means("the wait after which a ticket meets anyone, where both agreed to that, or expires");

    public static final Setting<Integer> CANDIDATES = Setting.integer("confab.chatup.candidates")
            .byDefault(64)
            .between(1, 10_000)
            .means("others with whom a ticket is compared in one round, those with its rarest interests first")
            .tradeOff("a round costs this times those who wait; more finds better pairs in a crowded pool");

    public static final Setting<Duration> MEET_AGAIN_AFTER = Setting.duration("confab.chatup.meet-again-after")
            .byDefault(Duration.ofHours(24))
            .between(Duration.ZERO, Duration.ofDays(365))
            .means("the time in which nobody meets the same stranger twice, for the last 500 met")
            .tradeOff("shorter finds someone sooner where few seek");

    public static final Setting<Duration> TICKET_RETENTION = Setting.duration("confab.chatup.ticket-retention")
            .byDefault(Duration.ofHours(24))
            .between(Duration.ofMinutes(1), Duration.ofDays(30))
            .means("how long a ticket's clientId is remembered, so that asking again changes nothing")
            .tradeOff("longer forgives clients that were away longer; every ticket takes its place on disk that long");

    /** All of them, in the order in which they are printed. */
    public static final List<Setting<?>> ALL = List.of(
            ROUND_INTERVAL, BAR_PERCENT, PATIENCE, LONGEST_WAIT, CANDIDATES, MEET_AGAIN_AFTER, TICKET_RETENTION);

    private ChatupSettings() {}
}
