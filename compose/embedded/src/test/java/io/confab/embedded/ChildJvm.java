package io.confab.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that runs a main class of the tests, so that it can be killed as no thread can. */
final class ChildJvm implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final String address;

    private ChildJvm(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Runs {@code main} and returns when it has called {@link #ready(String)}. */
    static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new StringBuilder();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                drain(lines);
                return new ChildJvm(process, line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new IOException(main.getName() + " ended before it was ready:\n" + said);
    }

    /** Called in the child: says {@code address} to the parent and stays until it is killed or the parent is gone. */
    static void ready(String address) throws IOException {
        System.out.println(READY + address);
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(1);
    }

    String address() {
        return address;
    }

    /** As {@code kill -9}; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void drain(BufferedReader lines) {
        var thread = new Thread(() -> lines.lines().forEach(line -> {}), "child-output");
        thread.setDaemon(true);
        thread.start();
    }
}
