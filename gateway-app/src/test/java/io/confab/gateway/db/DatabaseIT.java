package io.confab.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confab.embedded.EmbeddedDatabase;
import io.confab.gateway.Unavailable;
import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on a real database. */
class DatabaseIT {
    private static final int CROWD = 16;
    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();

    @TempDir
    static Path directory;

    private static EmbeddedDatabase server;

    @BeforeAll
    static void start() {
        server = EmbeddedDatabase.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Database open(EmbeddedDatabase server) {
        return open(server, "500ms");
    }

    private static Database open(EmbeddedDatabase server, String patience) {
        var settings = Settings.of(Map.of(
                "confab.gateway.database.url", server.jdbcUrl(),
                "confab.gateway.database.user", server.user(),
                "confab.gateway.database.password", server.password(),
                "confab.gateway.database.patience", patience));
        return Database.open(settings, new Random(1), METRICS);
    }

    @Test
    void transactions_in_each_others_way_are_tried_again_and_none_is_lost() throws Exception {
        try (var database = open(server)) {
            database.transact(tx -> tx.sql().execute("CREATE TABLE counters (id BIGINT PRIMARY KEY, n BIGINT)"));
            database.transact(tx -> tx.sql().execute("INSERT INTO counters VALUES (1, 0)"));
            Callable<Boolean> addTen = () -> {
                for (int i = 0; i < 10; i++) {
                    database.transact(DatabaseIT::readAddWrite);
                }
                return true;
            };
            var threads = Executors.newFixedThreadPool(4);
            try {
                for (var done :
                        threads.invokeAll(Stream.generate(() -> addTen).limit(4).toList())) {
                    assertThat(done.get()).isTrue();
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(database.<Long>read(tx -> number(tx, "SELECT n FROM counters WHERE id = 1")))
                    .isEqualTo(40);
            assertThat(METRICS.counter("confab.gateway.database.retries").count())
                    .isPositive();
        }
    }

    /** Each is in the way of all others, on either gateway. */
    @Test
    void a_crowd_on_two_gateways_comes_through_one_after_the_other() throws Exception {
        try (var one = open(server, "20s");
                var other = open(server, "20s")) {
            one.transact(tx -> tx.sql().execute("CREATE TABLE crowd (id BIGINT PRIMARY KEY, n BIGINT)"));
            one.transact(tx -> tx.sql().execute("INSERT INTO crowd VALUES (1, 0)"));
            var begin = new CyclicBarrier(CROWD);
            var tasks = IntStream.range(0, CROWD)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        begin.await();
                        for (int i = 0; i < 5; i++) {
                            (number % 2 == 0 ? one : other).transact(DatabaseIT::addSlowlyToTheCrowd);
                        }
                        return true;
                    })
                    .toList();
            var threads = Executors.newFixedThreadPool(CROWD);
            try {
                for (var done : threads.invokeAll(tasks)) {
                    assertThat(done.get()).isTrue();
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(one.<Long>read(tx -> number(tx, "SELECT n FROM crowd WHERE id = 1")))
                    .isEqualTo(CROWD * 5);
        }
    }

    /** The server takes its time, so that they do meet. */
    private static void addSlowlyToTheCrowd(Transaction tx) {
        long n = number(tx, "SELECT n FROM crowd WHERE id = 1");
        tx.sql().createQuery("SELECT 1 FROM pg_sleep(0.005)").mapTo(Long.class).one();
        tx.sql()
                .createUpdate("UPDATE crowd SET n = :n WHERE id = 1")
                .bind("n", n + 1)
                .execute();
    }

    private static void readAddWrite(Transaction tx) {
        long n = number(tx, "SELECT n FROM counters WHERE id = 1");
        tx.sql()
                .createUpdate("UPDATE counters SET n = :n WHERE id = 1")
                .bind("n", n + 1)
                .execute();
    }

    private static long number(Transaction tx, String query) {
        return tx.sql().createQuery(query).mapTo(Long.class).one();
    }

    @Test
    void what_the_work_throws_rolls_it_back() {
        try (var database = open(server)) {
            database.transact(tx -> tx.sql().execute("CREATE TABLE things (id BIGINT PRIMARY KEY)"));

            assertThatThrownBy(() -> database.transact(tx -> {
                        tx.sql().execute("INSERT INTO things VALUES (1)");
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no");

            assertThat(database.<Long>read(tx -> number(tx, "SELECT count(*) FROM things")))
                    .isZero();
        }
    }

    @Test
    void a_second_gateway_finds_the_schema_as_it_is() {
        try (var first = open(server);
                var second = open(server)) {
            assertThat(first.health().isUp()).isTrue();
            assertThat(second.<Long>read(tx -> number(tx, "SELECT count(*) FROM users")))
                    .isZero();
        }
    }

    @Test
    void gateways_that_start_at_once_on_an_empty_database_make_the_schema_once(@TempDir Path other) throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try (var empty = EmbeddedDatabase.start(other)) {
            Callable<Long> start = () -> {
                try (var database = open(empty)) {
                    return database.read(tx -> number(tx, "SELECT count(*) FROM users"));
                }
            };
            for (var count :
                    threads.invokeAll(Stream.generate(() -> start).limit(4).toList())) {
                assertThat(count.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_database_that_went_away_is_unavailable_and_its_health_says_so(@TempDir Path other) {
        var leaving = EmbeddedDatabase.start(other);
        try (var database = open(leaving)) {
            leaving.close();

            assertThatThrownBy(() -> database.read(tx -> number(tx, "SELECT 1")))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> database.transaction(tx -> number(tx, "SELECT 1")))
                    .isInstanceOf(Unavailable.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !database.health().isUp());
        }
    }
}
