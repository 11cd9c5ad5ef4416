package io.confab.chatup;

import io.confab.chatup.match.Scorers;
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
            .byDefault(Duration.ofMillis(10_500))
            .between(Duration.ofMillis(1), Duration.ofHours(1))
            .means("the wait in which the bar sinks to nothing: after it a ticket takes the best that is there for it")
            .tradeOff("longer gives better pairs; the mean wait is about half of it");

    public static final Setting<Duration> LONGEST_WAIT = Setting.duration("confab.chatup.longest-wait")
            .byDefault(Duration.ofSeconds(60))
            .between(Duration.ofSeconds(1), Duration.ofHours(1))
            .means("the wait after which a ticket meets anyone, where both agreed to that, or expires")
            .tradeOff("longer finds more pairs where few seek; shorter says sooner that nobody is there");

    public static final Setting<String> SCORER = Setting.string("confab.chatup.scorer")
            .byDefault("tags")
            .must("be the name of a scorer on the class path", Scorers::isKnown)
            .means("who says how well two suit each other: a name that a Scorers on the class path knows")
            .tradeOff("the one that ships goes by the tags, the rarer the more");

    public static final Setting<Integer> CANDIDATES = Setting.integer("confab.chatup.candidates")
            .byDefault(16)
            .between(1, 1_000)
            .means("others that are kept in mind for each ticket, those it suits best")
            .tradeOff("more finds better pairs and costs time and memory for each ticket");

    public static final Setting<Integer> BUDGET = Setting.integer("confab.chatup.looked-at")
            .byDefault(1_000)
            .between(1, 1_000_000)
            .means("others that are looked at for a new ticket, those with its rarest interests first")
            .tradeOff("a ticket costs this at most, however many wait");

    public static final Setting<Integer> HORIZON = Setting.integer("confab.chatup.tag-horizon")
            .byDefault(50_000)
            .between(2, 10_000_000)
            .means("tickets from which it is counted how rare an interest is; older ones fade")
            .tradeOff("more is steadier, fewer follows fashions sooner");

    public static final Setting<Integer> PARTS = Setting.integer("confab.chatup.parts")
            .byDefault(4)
            .between(1, 1_000)
            .means("parts that a crowded pool is split in, each a task's work; 1 splits none")
            .tradeOff(
                    "as many as partitions use every worker; set it once, tickets that wait while it changes stay where they are");

    public static final Setting<Integer> SPLIT_FROM = Setting.integer("confab.chatup.split-from")
            .byDefault(1_000)
            .between(1, 1_000_000)
            .means("tickets a second from which a pool is split: a part keeps its own when its share of them comes")
            .tradeOff(
                    "what one core matches is about five thousand; sooner splits work, later keeps more people together");

    public static final Setting<Duration> OVERFLOW_AFTER = Setting.duration("confab.chatup.overflow-after")
            .byDefault(Duration.ofSeconds(10))
            .between(Duration.ofMillis(100), Duration.ofHours(1))
            .means("the wait after which whoever found nobody goes on: from a part to its pool, from de/berlin to de")
            .tradeOff("shorter looks farther sooner");

    public static final Setting<Duration> GONE_AFTER = Setting.duration("confab.chatup.gone-after")
            .byDefault(Duration.ofSeconds(15))
            .between(Duration.ofSeconds(1), Duration.ofHours(1))
            .means("how long a seeker may have no live socket before the ticket ends")
            .tradeOff("longer forgives bad connections; shorter spares others an empty room");

    public static final Setting<Duration> PROBE_INTERVAL = Setting.duration("confab.chatup.probe-interval")
            .byDefault(Duration.ofSeconds(15))
            .between(Duration.ofSeconds(1), Duration.ofHours(1))
            .means("how often it is asked whether the sockets of one who waits are still there")
            .tradeOff("shorter finds out sooner whom a killed gateway left behind, for a record to each who waits");

    public static final Setting<Duration> TREND_INTERVAL = Setting.duration("confab.chatup.trend-interval")
            .byDefault(Duration.ofSeconds(5))
            .between(Duration.ofMillis(100), Duration.ofHours(1))
            .means("how often it is said which interests many wait with")
            .tradeOff("shorter suggests what is wanted now, for a record each");

    public static final Setting<Integer> MOST_SYNONYMS = Setting.integer("confab.chatup.most-synonyms")
            .byDefault(10_000)
            .between(0, 1_000_000)
            .means("words that may stand for others; what is over is set aside as a dead letter")
            .tradeOff("every worker keeps them all");

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
            ROUND_INTERVAL,
            BAR_PERCENT,
            PATIENCE,
            LONGEST_WAIT,
            SCORER,
            CANDIDATES,
            BUDGET,
            HORIZON,
            PARTS,
            SPLIT_FROM,
            OVERFLOW_AFTER,
            GONE_AFTER,
            PROBE_INTERVAL,
            TREND_INTERVAL,
            MOST_SYNONYMS,
            MEET_AGAIN_AFTER,
            TICKET_RETENTION);

    private ChatupSettings() {}
}
