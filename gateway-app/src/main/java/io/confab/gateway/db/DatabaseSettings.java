package io.confab.gateway.db;

import io.confab.schemas.setting.Secret;
import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the gateway's database. */
public final class DatabaseSettings {
    public static final Setting<String> URL = Setting.string("confab.gateway.database.url")
            .must("begin with jdbc:postgresql://", url -> url.startsWith("jdbc:postgresql://"))
            .means("JDBC URL of PostgreSQL or CockroachDB");

    public static final Setting<String> USER =
            Setting.string("confab.gateway.database.user").byDefault("confab").means("who owns Confab's tables");

    public static final Setting<Optional<Secret>> PASSWORD =
            Setting.secret("confab.gateway.database.password").optional().means("password of that user");

    public static final Setting<Integer> CONNECTIONS = Setting.integer("confab.gateway.database.connections")
            .byDefault(10)
            .between(2, 1_000)
            .means("most connections that a gateway holds")
            .tradeOff("more than a few for each core of the database wait there instead of here");

    public static final Setting<Duration> PATIENCE = Setting.duration("confab.gateway.database.patience")
            .byDefault(Duration.ofSeconds(3))
            .between(Duration.ofMillis(250), Duration.ofMinutes(1))
            .means(
                    "how long a request waits for a connection, or for others to be out of its way, before it is answered 503");

    public static final List<Setting<?>> ALL = List.of(URL, USER, PASSWORD, CONNECTIONS, PATIENCE);

    private DatabaseSettings() {}
}
