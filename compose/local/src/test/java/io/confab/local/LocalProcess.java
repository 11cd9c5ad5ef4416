package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code confab up} as a process of its own, from the packaged programs as the launcher runs them. */
final class LocalProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/confab-local.jar");
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;

    private LocalProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static LocalProcess start(Path outputs, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-jar",
                JAR.toString(),
                "up",
                "--no-browser"));
        command.addAll(Arrays.asList(options));
        var output = Files.createTempFile(outputs, "output", ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new LocalProcess(process, output);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that begins with {@code ready}. */
    String awaitReady() {
        await("the ready line")
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .failFast("it ended: " + output(), () -> !process.isAlive())
                .until(() -> ready().isPresent());
        return ready().orElseThrow();
    }

    private Optional<String> ready() {
        return output().lines().filter(line -> line.startsWith("ready ")).findFirst();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** {@code kill -9}: nothing gets a chance to say goodbye. Returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int awaitExit(Duration atMost) throws InterruptedException {
        assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within %s: %s", atMost, output())
                .isTrue();
        return process.exitValue();
    }

    /** Asks it to stop first, so that its database server stops with it. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
