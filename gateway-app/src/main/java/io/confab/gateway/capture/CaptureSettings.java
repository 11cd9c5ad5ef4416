package io.confab.gateway.capture;

import io.confab.schemas.setting.Secret;
import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an operator may set of change capture. */
public final class CaptureSettings {
    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

    public static final Setting<Source> SOURCE = Setting.choice("confab.capture.source", Source.class)
            .byDefault(Source.POSTGRESQL)
            .means("where changes of users, tags and blocks are captured")
            .tradeOff("none: the directory stands still, and a block that was missed in band is not mended");

    public static final Setting<Optional<String>> USER = Setting.string("confab.capture.database.user")
            .optional()
            .means(
                    "the database user that replicates, if it is not the gateway's own; may read the tables and the log, and"
                            + " owns the publication");

    public static final Setting<Optional<Secret>> PASSWORD =
            Setting.secret("confab.capture.database.password").optional().means("password of that user");

    public static final Setting<String> SLOT_NAME = Setting.string("confab.capture.slot")
            .byDefault("confab")
            .must("be at most 63 of a-z, 0-9 and _", name -> SLOT.matcher(name).matches())
            .means("the replication slot, which keeps the log for us while nobody captures")
            .tradeOff("a new name begins with a new snapshot; the slot of the old one is to be dropped by hand");

    public static final Setting<String> PUBLICATION = Setting.string("confab.capture.publication")
            .byDefault("confab")
            .must("be at most 63 of a-z, 0-9 and _", name -> SLOT.matcher(name).matches())
            .means("the publication of the captured tables, which is made if it is not there");

    public static final Setting<Duration> POLL = Setting.duration("confab.capture.poll")
            .byDefault(Duration.ofMillis(10))
            .between(Duration.ofMillis(1), Duration.ofSeconds(5))
            .means("how often the log is looked at")
            .tradeOff("the latency from commit to record; at 1 ms a third of a core goes into looking");

    public static final Setting<Duration> SESSION_TIMEOUT = Setting.duration("confab.capture.session-timeout")
            .byDefault(Duration.ofSeconds(6))
            .between(Duration.ofMillis(500), Duration.ofMinutes(5))
            .means(
                    "after how long without a heartbeat another gateway captures; the broker's group.min.session.timeout.ms"
                            + " must allow it")
            .tradeOff("the pause after a kill against needless changes of who captures");

    public static final Setting<Duration> BACK_OFF = Setting.duration("confab.capture.back-off")
            .byDefault(Duration.ofMillis(500))
            .between(Duration.ofMillis(10), Duration.ofSeconds(30))
            .means("the wait after a first fault of the database or the broker; it doubles with each, up to 30 s");

    /** All of them, in the order in which they are printed. */
    public static final List<Setting<?>> ALL =
            List.of(SOURCE, USER, PASSWORD, SLOT_NAME, PUBLICATION, POLL, SESSION_TIMEOUT, BACK_OFF);

    private CaptureSettings() {}
}
