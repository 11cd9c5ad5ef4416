package io.confab.gateway.pool;

import io.confab.gateway.http.Text;
import java.util.regex.Pattern;

/**
 * Where a ticket waits: segments joined by a slash, the widest first, as in {@code de/berlin}. Who finds nobody in a pool is
 * looked for in the one that it lies in.
 */
@Text(least = 1, most = PoolName.LONGEST, pattern = PoolName.PATTERN)
public record PoolName(String text) {
    static final int LONGEST = 64;
    static final String PATTERN = "[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*){0,3}";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    /** Where a ticket waits that names no pool. */
    public static final PoolName DEFAULT = new PoolName("default");

    /** Throws {@link IllegalArgumentException} with what a name must be. */
    public PoolName {
        if (text.length() > LONGEST || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 4 names of a-z, 0-9 and -, joined by /, " + LONGEST + " characters at most");
        }
    }

    static boolean isOne(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }
}
