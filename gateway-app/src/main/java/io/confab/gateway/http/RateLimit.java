package io.confab.gateway.http;

import io.confab.schemas.setting.Setting;
import io.javalin.security.RouteRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How often something may be done: {@code burst} times at once, and one time more {@code every} so often. A row is a role of
 * the routes that it limits, counted by the caller or by the network address; those by name are asked for by the handler.
 */
public enum RateLimit implements RouteRole {
    /** For what costs nothing. */
    NONE(Key.NOTHING, 1, Duration.ofSeconds(1), "not limited"),
    PUBLIC_READS(Key.ADDRESS, 200, Duration.ofMillis(20), "reading without a login"),
    SIGN_UPS(Key.ADDRESS, 20, Duration.ofMinutes(1), "signing up"),
    LOGINS(Key.ADDRESS, 60, Duration.ofSeconds(2), "logging in"),
    REFRESHES(Key.ADDRESS, 200, Duration.ofMillis(200), "refreshing tokens"),
    CODES(Key.ADDRESS, 30, Duration.ofSeconds(10), "asking for e-mailed codes and trying them"),
    SOCKETS(Key.ADDRESS, 100, Duration.ofMillis(200), "opening sockets"),
    FAILED_LOGINS(Key.NAME, 20, Duration.ofSeconds(30), "wrong passwords for one login"),
    MAILS(Key.NAME, 20, Duration.ofMinutes(3), "mails to one address"),
    READS(Key.USER, 200, Duration.ofMillis(20), "reading"),
    WRITES(Key.USER, 100, Duration.ofMillis(100), "changing anything but messages"),
    EXPORTS(Key.USER, 10, Duration.ofMinutes(1), "exporting everything"),
    MESSAGES(Key.USER, 100, Duration.ofMillis(100), "sending, editing and deleting messages"),
    TYPING(Key.USER, 20, Duration.ofMillis(500), "saying that one is typing");

    /** What is counted apart. */
    enum Key {
        NOTHING,
        ADDRESS,
        USER,
        NAME
    }

    private final Key key;

    @SuppressWarnings("ImmutableEnumChecker") // a setting is immutable
    private final Setting<Integer> burst;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Setting<Duration> every;

    RateLimit(Key key, int burst, Duration every, String what) {
        this.key = key;
        String prefix = "confab.gateway.limit." + text();
        String each = switch (key) {
            case NOTHING -> "";
            case ADDRESS -> ", for each network address and gateway";
            case USER -> ", for each user and gateway";
            case NAME -> ", for each gateway";
        };
        this.burst = Setting.integer(prefix + ".burst")
                .byDefault(burst)
                .between(1, 1_000_000)
                .means(what + ": how often at once" + each);
        this.every = Setting.duration(prefix + ".every")
                .byDefault(every)
                .between(Duration.ofNanos(1_000), Duration.ofDays(1))
                .means(what + ": how long until one more" + each);
    }

    /** As metrics, settings and documents call it: {@code sign-ups}. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Key key() {
        return key;
    }

    Setting<Integer> burst() {
        return burst;
    }

    Setting<Duration> every() {
        return every;
    }

    /** The settings of all rows. */
    public static List<Setting<?>> settings() {
        return Arrays.stream(values())
                .filter(limit -> limit.key != Key.NOTHING)
                .<Setting<?>>flatMap(limit -> Stream.of(limit.burst, limit.every))
                .toList();
    }
}
