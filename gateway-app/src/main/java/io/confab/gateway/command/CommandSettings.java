package io.confab.gateway.command;

import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.List;

/** What an operator may set of the commands. */
public final class CommandSettings {
    public static final Setting<Duration> APPEND_TIMEOUT = Setting.duration("confab.gateway.append-timeout")
            .byDefault(Duration.ofSeconds(6))
            .between(Duration.ofMillis(500), Duration.ofMinutes(2))
            .means("how long Kafka may take to acknowledge a command before its client is told to try again (503)")
            .tradeOff("longer rides out a broker's restart; clients and requests wait that long");

    public static final Setting<Integer> MOST_NAMED_USERS = Setting.integer("confab.gateway.max-group-members")
            .byDefault(1_000)
            .between(2, 2_000)
            .means("users that may be named when a group is created; the topology has the last word")
            .tradeOff("a request names them one by one");

    public static final Setting<Duration> TYPING_INTERVAL = Setting.duration("confab.gateway.typing-interval")
            .byDefault(Duration.ofSeconds(3))
            .between(Duration.ofMillis(1), Duration.ofMinutes(1))
            .means("how often at most the others are told that a user is writing in a conversation")
            .tradeOff("clients show it about twice as long; each time costs a record for every member");

    public static final List<Setting<?>> ALL = List.of(APPEND_TIMEOUT, MOST_NAMED_USERS, TYPING_INTERVAL);

    private CommandSettings() {}
}
