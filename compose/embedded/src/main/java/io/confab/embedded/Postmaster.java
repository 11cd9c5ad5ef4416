package io.confab.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server of a data directory, found by its {@code postmaster.pid}. The server is a session of its own and
 * outlives a JVM that was killed.
 */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /**
     * The server that runs on {@code data}, if one does. A {@code postmaster.pid} whose process is gone, or whose number
     * belongs to another process by now, is left over from a power failure and is removed, since PostgreSQL would
     * refuse to start for any living process of that number.
     */
    static Optional<Postmaster> of(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var process = lines.isEmpty() ? Optional.<ProcessHandle>empty() : process(lines.get(0));
        if (process.filter(candidate -> serves(candidate, data)).isPresent()) {
            return process.map(Postmaster::new);
        }
        log.info("Removing {}, which no running server belongs to", file);
        Files.deleteIfExists(file);
        return Optional.empty();
    }

    private static Optional<ProcessHandle> process(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Ours is a process whose program is "postgres" and whose arguments name our directory. */
    private static boolean serves(ProcessHandle process, Path data) {
        var info = process.info();
        boolean isPostgres = info.command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        boolean isOurs = info.arguments()
                .map(arguments -> List.of(arguments).contains(data.toString()))
                .orElse(false);
        return process.isAlive() && isPostgres && isOurs;
    }

    /**
     * Ends the server: first politely (open transactions are rolled back and all is written), after {@code patience}
     * at once (the next start recovers from the log).
     *
     * @throws EmbeddedException if it lives on
     */
    void stop(Duration patience) throws IOException {
        if (endsBy("-INT", patience)) {
            return;
        }
        log.warn("PostgreSQL (process {}) did not stop within {}: ending it at once", process.pid(), patience);
        if (!endsBy("-QUIT", Duration.ofSeconds(5))) {
            throw new EmbeddedException("PostgreSQL (process " + process.pid() + ") does not stop");
        }
    }

    private boolean endsBy(String signal, Duration patience) throws IOException {
        // Java can send SIGTERM alone, on which PostgreSQL would wait for its clients to leave by themselves.
        Command.run(List.of("kill", signal, Long.toString(process.pid())));
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
