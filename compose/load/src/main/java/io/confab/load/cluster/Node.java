package io.confab.load.cluster;

import io.confab.load.client.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One process of a {@link Cluster}, on the same ports each time it is started. Its output is kept in a file for as long as the
 * cluster's directory is. One thread at a time.
 */
public final class Node implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final String mainClass;
    private final List<String> options;
    private final Path configuration;
    private final Path output;
    private final Api ops;
    private Process process;
    private Duration cpuBefore = Duration.ZERO;

    /**
     * Not started yet.
     *
     * @param directory for its settings and its output; it must be there
     * @param settings all it has beside its defaults; {@code confab.ops.port} must be among them
     * @param options of its JVM
     */
    public Node(String name, String mainClass, Path directory, Map<String, String> settings, List<String> options) {
        this.name = name;
        this.mainClass = mainClass;
        this.options = List.copyOf(options);
        this.configuration = directory.resolve(name + ".properties");
        this.output = directory.resolve(name + ".log");
        this.ops = new Api(URI.create("http://127.0.0.1:" + settings.get("confab.ops.port")));
        write(settings);
    }

    /** Such as {@code gateway-1}. */
    public String name() {
        return name;
    }

    /** Starts the process, which must not run; returns at once, {@link #awaitUp} waits. */
    public Node start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        var builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("CONFAB_"));
        builder.environment().put("CONFAB_CONFIG", configuration.toString());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until all of its parts are up; throws {@link IllegalStateException} with its output if it ends or takes three minutes. */
    public Node awaitUp() {
        long end = System.nanoTime() + UP_WITHIN.toNanos();
        while (!isUp()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n" + tail(80));
            }
            if (System.nanoTime() - end >= 0) {
                throw new IllegalStateException(name + " did not come up:\n" + tail(80));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return this;
    }

    /** Whether all of its parts say that they are up. */
    public boolean isUp() {
        try {
            return ops.get("/health/ready", Optional.empty()).status() == 200;
        } catch (UncheckedIOException e) {
            return false; // it doesn't serve yet, or not any more
        }
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}: nothing gets a chance to say goodbye. Returns when the process is gone. */
    public void kill() {
        cpuBefore = cpu();
        process.destroyForcibly();
        awaitEnd();
    }

    /** Of all cores together, since it was started first; what it used until a {@link #kill} counts too. */
    public Duration cpu() {
        return isRunning() ? cpuBefore.plus(process.info().totalCpuDuration().orElse(Duration.ZERO)) : cpuBefore;
    }

    /** SIGTERM, as an orchestrator stops it. Throws {@link IllegalStateException} where it takes more than 30 s. */
    public void stop() {
        // Not the process's own destroy: that closes its standard input too, which tells it that its parent is gone
        process.toHandle().destroy();
        awaitEnd();
    }

    /** SIGSTOP: it stands still, its connections stay. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void thaw() {
        signal("CONT");
    }

    /** Stops it as an orchestrator does, starts it again and waits until it is up. */
    public void restart() {
        stop();
        start().awaitUp();
    }

    /** Starts it if it is down and thaws it if it is frozen; returns when it is up. */
    public void heal() {
        if (isRunning()) {
            thaw();
        } else {
            start();
        }
        awaitUp();
    }

    /** The last lines that it has written. */
    public String tail(int lines) {
        try {
            var all = Files.exists(output) ? Files.readAllLines(output) : List.<String>of();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it however it stands. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " did not stop:\n" + tail(80));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was stopping", e);
        }
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + signal + " of " + name + " failed with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in kill -" + signal + " of " + name, e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xss512k", "-Djava.awt.headless=true"));
        command.add("-Dlogback.configurationFile=io/confab/load/cluster/logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName(), mainClass));
        return command;
    }

    private void write(Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
