package io.confab.gateway.pool;

import io.confab.schemas.setting.Settings;
import java.util.List;

/** The pools that there are: those of the operator, or any where the operator named none. Immutable. */
public final class Pools {
    private final List<PoolName> offered;

    public Pools(Settings settings) {
        offered = settings.get(PoolSettings.POOLS).stream().map(PoolName::new).toList();
    }

    /** Those to choose from, in the operator's order; empty where any name is allowed. */
    List<PoolName> offered() {
        return offered;
    }

    /** The pool of that name. Throws {@link IllegalArgumentException} with what is wrong with it. */
    public PoolName of(String text) {
        var pool = new PoolName(text);
        if (!offered.isEmpty() && !offered.contains(pool) && !pool.equals(PoolName.DEFAULT)) {
            throw new IllegalArgumentException("is no pool here: GET /v1/chatup/pools has those that are");
        }
        return pool;
    }
}
