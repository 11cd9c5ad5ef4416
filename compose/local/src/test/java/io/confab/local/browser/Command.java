package io.confab.local.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program that is run to its end. */
final class Command {

    /** How it ended, and all that it said. */
    record Result(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }

        /** The line that says most: the first of an error, else the last. */
        String reason() {
            return output.lines()
                    .filter(line -> ERROR.matcher(line).find())
                    .findFirst()
                    .orElseGet(() -> output.lines().reduce("", (before, line) -> line))
                    .strip();
        }
    }

    private static final Pattern ERROR = Pattern.compile("\\berror\\b", Pattern.CASE_INSENSITIVE);
    private static final int TIMED_OUT = -1;

    private Command() {}

    /** Runs it; one that can't be started or takes longer than {@code atMost} has failed and says so. */
    static Result run(Duration atMost, Path directory, Map<String, String> environment, List<String> command) {
        try {
            var output = Files.createTempFile("command", ".txt");
            try {
                var builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                var process = builder.start();
                boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly().waitFor();
                }
                var said = Files.readString(output).strip();
                return ended
                        ? new Result(process.exitValue(), said)
                        : new Result(TIMED_OUT, said + "\nnot done after " + atMost.toSeconds() + " s");
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.get(0) + " was running", e);
        }
    }

    /** The program of this name on the PATH. */
    static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
