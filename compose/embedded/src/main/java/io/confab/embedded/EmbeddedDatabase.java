package io.confab.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server with one database and one role of its own, both called {@code confab}. It is fit for change data
 * capture (logical decoding) and writes every commit to the disk. Data survives {@link #close()}, a killed JVM and a power
 * failure. The role owns the database and may replicate, but is no superuser; its password is drawn when the directory is made and kept in it.
 *
 * <p>The server is a process of its own and outlives a JVM that is killed: the next start on the directory ends it first.
 * The port differs from start to start. A directory serves one database at a time: a second start on it fails. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int ATTEMPTS = 3;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(7);
    private static final long LOG_BYTES_KEPT = 4 << 20;
    private static final String NAME = "confab";
    private static final String SUPERUSER = "postgres";

    private final Path directory;
    private final Path data;
    private final FileChannel lock;
    private final ServerUser serverUser;
    private final PostgresBinaries binaries;
    private final String password;
    private int port;
    private boolean closed;

    private EmbeddedDatabase(Path directory, FileChannel lock, ServerUser serverUser, PostgresBinaries binaries)
            throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.lock = lock;
        this.serverUser = serverUser;
        this.binaries = binaries;
        this.password = password(directory.resolve("password"));
    }

    /**
     * Starts a server on {@code directory}, which is made if need be; returns when clients can use it.
     *
     * @throws EmbeddedException if it can't start; the message says why
     */
    public static EmbeddedDatabase start(Path directory) {
        try {
            return start(directory, ServerUser.choose());
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL on " + directory + " did not start: " + e.getMessage(), e);
        }
    }

    static EmbeddedDatabase start(Path requested, ServerUser serverUser) throws IOException {
        var directory = Files.createDirectories(requested).toRealPath();
        var lock = lock(directory);
        try {
            var cache = serverUser.isSomebodyElse() ? directory : PostgresBinaries.cache(directory);
            var database = new EmbeddedDatabase(directory, lock, serverUser, PostgresBinaries.unpackedIn(cache));
            database.start();
            return database;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    public String host() {
        return Ports.HOST;
    }

    public int port() {
        return port;
    }

    public String databaseName() {
        return NAME;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return password;
    }

    /** Stops the server, rolling back what is open. Closing twice does nothing more. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            stopServer();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on " + directory + " did not stop", e);
        }
    }

    private void start() throws IOException {
        stopServer();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize();
        }
        checkVersion();
        for (int attempt = 1; ; attempt++) {
            port = Ports.free();
            var result = startServer();
            if (result.succeeded()) {
                break;
            }
            if (attempt == ATTEMPTS || Ports.isFree(port)) {
                throw new EmbeddedException("PostgreSQL on " + directory + " did not start; its log is " + serverLog()
                        + ". " + result.output());
            }
            log.info("Another process took port {}: trying another", port);
        }
        try {
            createDatabase();
        } catch (SQLException e) {
            stopServer();
            throw new EmbeddedException("PostgreSQL on " + directory + " can't be used: " + e.getMessage(), e);
        }
        log.info("PostgreSQL listens on {}:{}, data in {}", Ports.HOST, port, directory);
    }

    private void stopServer() throws IOException {
        var running = Postmaster.of(data);
        if (running.isPresent()) {
            running.get().stop(STOP_PATIENCE);
        }
    }

    private Command.Result startServer() throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), settings(port));
        if (!Files.exists(serverLog()) || Files.size(serverLog()) > LOG_BYTES_KEPT) {
            Files.writeString(serverLog(), "");
            serverUser.own(serverLog());
        }
        return Command.run(serverUser.command(
                binaries.program("pg_ctl"),
                "start",
                "--wait",
                "--silent",
                "--timeout=60",
                "--pgdata=" + data,
                "--log=" + serverLog()));
    }

    private Path serverLog() {
        return directory.resolve("server.log");
    }

    /** Makes the data beside its final place, so that a start which is killed half-way leaves nothing that looks whole. */
    private void initialize() throws IOException {
        var unfinished = directory.resolve("data.unfinished");
        Directories.delete(unfinished);
        Files.createDirectory(unfinished);
        serverUser.own(unfinished);
        var result = Command.run(serverUser.command(
                binaries.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + directory.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order and letter case on every machine, whatever locales it has
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!result.succeeded()) {
            throw new EmbeddedException(
                    "PostgreSQL's data directory in " + directory + " could not be made: " + result.output());
        }
        Files.move(unfinished, data);
    }

    private void checkVersion() throws IOException {
        var ofData = Files.readString(data.resolve("PG_VERSION")).strip();
        var ofBinaries = binaries.majorVersion();
        if (!ofData.equals(ofBinaries)) {
            throw new EmbeddedException("the data in " + directory + " belongs to PostgreSQL " + ofData
                    + ", and this Confab brings PostgreSQL " + ofBinaries);
        }
    }

    private void createDatabase() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, password)) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?")) {
                execute(connection, "CREATE ROLE " + NAME + " LOGIN REPLICATION PASSWORD '" + password + "'");
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?")) {
                execute(connection, "CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, NAME);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + Ports.HOST + ":" + port + "/" + database;
    }

    private static FileChannel lock(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("{} is locked by this JVM", directory, e);
        }
        channel.close();
        throw new EmbeddedException(directory + " is in use by another running PostgreSQL");
    }

    private String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var unfinished = Files.createTempFile(
                    directory,
                    "password",
                    ".unfinished",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(bytes));
            serverUser.own(unfinished);
            Files.move(unfinished, file);
        }
        return Files.readString(file);
    }

    private static String settings(int port) {
        var settings = new TreeMap<String, String>();
        settings.put("listen_addresses", Ports.HOST);
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "%m [%p] ");

        // What is committed is on the disk
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");

        // Change data capture: an abandoned slot may not fill the disk, and a dead reader gives its slot back
        settings.put("wal_level", "logical");
        settings.put("max_wal_senders", "4");
        settings.put("max_replication_slots", "4");
        settings.put("wal_sender_timeout", "10s");
        settings.put("max_slot_wal_keep_size", "1GB");

        // A laptop's memory and disk
        settings.put("max_connections", "60");
        settings.put("shared_buffers", "32MB");
        settings.put("max_wal_size", "256MB");
        settings.put("max_worker_processes", "4");
        settings.put("max_parallel_workers", "0");
        settings.put("autovacuum_max_workers", "1");
        settings.put("io_method", "sync");
        settings.put("jit", "off");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'\n")
                .collect(Collectors.joining("", "# Written anew at each start\n", ""));
    }

    /** For checks of the settings: name to value, as the server has them. */
    Map<String, String> runningSettings() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(), user(), password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT name, setting FROM pg_settings")) {
            var settings = new TreeMap<String, String>();
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
            return settings;
        }
    }
}
