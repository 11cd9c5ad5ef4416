package io.confab.gateway.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.confab.gateway.Unavailable;
import io.confab.schemas.ops.Health;
import io.confab.schemas.setting.Secret;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/**
 * The gateway's database, PostgreSQL or CockroachDB alike: every transaction is serializable, and one that was in another's
 * way is tried again. Throws {@link Unavailable} when the database is away or too busy. Safe for any thread.
 */
public final class Database implements AutoCloseable {
    private static final int FAILURES_SIDE_BY_SIDE = 2;
    private static final Duration MIGRATES_WITHIN = Duration.ofSeconds(30);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Duration patience;
    private final RandomGenerator random;
    private final Counter retries;
    private final Probe probe;

    /** Who was in others' way repeatedly goes alone, as far as this gateway goes: so many at once come through too. */
    private final ReentrantLock alone = new ReentrantLock(true);

    private Database(HikariDataSource pool, Duration patience, RandomGenerator random, MeterRegistry metrics) {
        this.pool = pool;
        this.patience = patience;
        this.random = random;
        jdbi = Jdbi.create(pool);
        retries = metrics.counter("confab.gateway.database.retries");
        probe = Probe.start(pool);
    }

    /**
     * Connects and brings the schema up to date. Throws {@link Unavailable} if there is no database within half a minute.
     *
     * @param random draws the pauses between attempts
     */
    public static Database open(Settings settings, RandomGenerator random, MeterRegistry metrics) {
        var pool = pool(settings);
        try {
            migrate(settings, random);
            return new Database(pool, settings.get(DatabaseSettings.PATIENCE), random, metrics);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Runs {@code work} in a serializable transaction and commits it. It may run several times. What it throws is thrown,
     * and rolls it back.
     */
    public <T> T transaction(Function<Transaction, T> work) {
        return retrying(() -> jdbi.inTransaction(handle -> work.apply(new Transaction(handle))));
    }

    /** Like {@link #transaction}, for work without a result. */
    public void transact(Consumer<Transaction> work) {
        transaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** Runs {@code query}, each of whose statements stands for itself: it must only read. */
    public <T> T read(Function<Transaction, T> query) {
        return retrying(() -> jdbi.withHandle(handle -> query.apply(new Transaction(handle))));
    }

    public Health health() {
        return probe.health();
    }

    @Override
    public void close() {
        probe.close();
        pool.close();
    }

    private interface Attempt<T> {
        T run();
    }

    private <T> T retrying(Attempt<T> attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (int failures = 1; ; failures++) {
                try {
                    return attempt.run();
                } catch (RuntimeException e) {
                    var sql = SqlStates.cause(e).orElseThrow(() -> e);
                    if (SqlStates.isAway(sql)) {
                        probe.sawFailure();
                        throw new Unavailable("the database is away", e);
                    }
                    if (!SqlStates.isConflict(sql)) {
                        throw e;
                    }
                    retries.increment();
                    var pause = Retry.STANDARD.pause(failures, random);
                    long left = deadline - System.nanoTime() - pause.toNanos();
                    if (left <= 0 || (failures >= FAILURES_SIDE_BY_SIDE && !goAlone(left))) {
                        throw new Unavailable("a transaction was in others' way " + failures + " times", e);
                    }
                    pause(pause);
                }
            }
        } finally {
            if (alone.isHeldByCurrentThread()) {
                alone.unlock();
            }
        }
    }

    /** False if those before take longer than that. */
    private boolean goAlone(long nanos) {
        try {
            return alone.isHeldByCurrentThread() || alone.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted between attempts", e);
        }
    }

    private static void pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted between attempts", e);
        }
    }

    private static HikariDataSource pool(Settings settings) {
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(settings.get(DatabaseSettings.URL));
        config.setUsername(settings.get(DatabaseSettings.USER));
        config.setPassword(
                settings.get(DatabaseSettings.PASSWORD).map(Secret::reveal).orElse(""));
        config.setMaximumPoolSize(settings.get(DatabaseSettings.CONNECTIONS));
        config.setMinimumIdle(2);
        config.setConnectionTimeout(settings.get(DatabaseSettings.PATIENCE).toMillis());
        config.setInitializationFailTimeout(Duration.ofSeconds(30).toMillis());
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.addDataSourceProperty("ApplicationName", "confab-gateway");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "30");
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new Unavailable("there is no database at " + config.getJdbcUrl(), e);
        }
    }

    /**
     * On connections of its own: in a serializable transaction a gateway that has waited for another's migration would go on
     * seeing what was before. Whoever gets in another's way nevertheless tries again; migrations may run twice.
     */
    private static void migrate(Settings settings, RandomGenerator random) {
        var flyway = Flyway.configure()
                .dataSource(
                        settings.get(DatabaseSettings.URL),
                        settings.get(DatabaseSettings.USER),
                        settings.get(DatabaseSettings.PASSWORD)
                                .map(Secret::reveal)
                                .orElse(""))
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .validateMigrationNaming(true)
                .load();
        long deadline = System.nanoTime() + MIGRATES_WITHIN.toNanos();
        for (int failures = 1; ; failures++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                boolean isConflict =
                        SqlStates.cause(e).filter(SqlStates::isConflict).isPresent();
                if (!isConflict || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                pause(Retry.STANDARD.pause(failures, random));
            }
        }
    }
}
