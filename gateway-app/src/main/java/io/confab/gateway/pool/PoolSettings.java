package io.confab.gateway.pool;

import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** What an operator may set of the pools in which strangers meet. */
public final class PoolSettings {
    public static final Setting<List<String>> POOLS = Setting.list("confab.gateway.pools")
            .byDefault(List.of())
            .must("be names such as de or de/berlin, each once", PoolSettings::areNames)
            .means("the pools that a ticket may name, in the order in which clients offer them; none: any name is"
                    + " allowed. A ticket that names none waits in default, which is always there")
            .tradeOff("each pool splits those who seek; who finds nobody in de/berlin is looked for in de as well");

    public static final Setting<Duration> TREND_AGE = Setting.duration("confab.gateway.trend-age")
            .byDefault(Duration.ofMinutes(3))
            .between(Duration.ofSeconds(1), Duration.ofDays(1))
            .means("how long it is told what many are waiting with, after a pool said it last")
            .tradeOff("longer rides out a pause of the topology; tags are suggested that nobody waits with any more");

    public static final List<Setting<?>> ALL = List.of(POOLS, TREND_AGE);

    private PoolSettings() {}

    private static boolean areNames(List<String> names) {
        return names.stream().allMatch(PoolName::isOne) && new HashSet<>(names).size() == names.size();
    }
}
