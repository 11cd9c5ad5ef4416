package io.confab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path directory;

    @Test
    void rows_survive_a_restart() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            createTable(database);
            insert(database.jdbcUrl(), database.password(), "a");
        }
        try (var database = EmbeddedDatabase.start(directory)) {
            insert(database.jdbcUrl(), database.password(), "b");
            assertThat(letters(database)).containsExactly("a", "b");
        }
    }

    @Test
    void after_a_killed_jvm_the_next_start_ends_the_server_it_left_and_has_all_rows() throws Exception {
        var password = prepared();
        long left;
        try (var child = ChildJvm.start(DatabaseProcess.class, directory.toString())) {
            insert(child.address(), password, "a");
            left = serverProcess();
            child.kill();
        }
        assertThat(ProcessHandle.of(left)).get().matches(ProcessHandle::isAlive);

        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(letters(database)).containsExactly("a");
        }
    }

    @Test
    void rows_survive_a_killed_server() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            createTable(database);
            insert(database.jdbcUrl(), database.password(), "a");
            var server = ProcessHandle.of(serverProcess()).orElseThrow();
            server.destroyForcibly();
            server.onExit().get();
        }
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(letters(database)).containsExactly("a");
        }
    }

    @Test
    void a_process_number_that_belongs_to_somebody_else_by_now_is_no_server() throws Exception {
        prepared();
        var pidFile = directory.toRealPath().resolve("data").resolve("postmaster.pid");
        Files.writeString(
                pidFile,
                ProcessHandle.current().pid() + "\n" + pidFile.getParent() + "\n1893456000\n5432\n\n127.0.0.1\n");

        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(letters(database)).isEmpty();
            assertThat(serverProcess()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void the_server_is_gone_after_close() throws Exception {
        int port;
        long server;
        try (var database = EmbeddedDatabase.start(directory)) {
            port = database.port();
            server = serverProcess();
        }
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(IOException.class);
    }

    @Test
    void it_is_fit_for_change_capture_and_keeps_what_it_commits() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(database.runningSettings())
                    .containsEntry("wal_level", "logical")
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("wal_sender_timeout", "10000")
                    .containsEntry("max_slot_wal_keep_size", "1024")
                    .containsEntry("listen_addresses", "127.0.0.1");

            createTable(database);
            try (var connection = connect(database.jdbcUrl(), database.password());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE PUBLICATION letters FOR TABLE letters");
                statement.execute("SELECT pg_create_logical_replication_slot('letters', 'pgoutput')");
            }
        }
    }

    @Test
    void nobody_enters_without_the_password() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThatThrownBy(() -> connect(database.jdbcUrl(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void a_directory_serves_one_database_at_a_time() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("in use");
            createTable(database);
        }
    }

    @Test
    void data_of_another_version_is_refused_and_left_alone() throws Exception {
        prepared();
        Files.writeString(directory.resolve("data").resolve("PG_VERSION"), "9\n");

        assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("belongs to PostgreSQL 9");
    }

    @Test
    void root_runs_it_as_nobody_where_user_namespaces_are_not_allowed() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        var open = Files.createTempDirectory(Path.of("/var/tmp"), "confab-database");
        try {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var database = EmbeddedDatabase.start(open, ServerUser.nobody())) {
                createTable(database);
            }
            try (var database = EmbeddedDatabase.start(open, ServerUser.nobody())) {
                assertThat(letters(database)).isEmpty();
            }
        } finally {
            Directories.delete(open);
        }
    }

    private String prepared() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            createTable(database);
            return database.password();
        }
    }

    private long serverProcess() throws IOException {
        var lines = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
        return Long.parseLong(lines.get(0).strip());
    }

    private static void createTable(EmbeddedDatabase database) throws SQLException {
        try (var connection = connect(database.jdbcUrl(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE letters (letter text PRIMARY KEY)");
        }
    }

    private static void insert(String jdbcUrl, String password, String letter) throws SQLException {
        try (var connection = connect(jdbcUrl, password);
                var statement = connection.prepareStatement("INSERT INTO letters VALUES (?)")) {
            statement.setString(1, letter);
            statement.execute();
        }
    }

    private static List<String> letters(EmbeddedDatabase database) throws SQLException {
        try (var connection = connect(database.jdbcUrl(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT letter FROM letters ORDER BY letter")) {
            var letters = new ArrayList<String>();
            while (rows.next()) {
                letters.add(rows.getString(1));
            }
            return letters;
        }
    }

    private static Connection connect(String jdbcUrl, String password) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "confab", password);
    }

    static final class DatabaseProcess {

        private DatabaseProcess() {}

        public static void main(String[] args) throws Exception {
            ChildJvm.ready(EmbeddedDatabase.start(Path.of(args[0])).jdbcUrl());
        }
    }
}
