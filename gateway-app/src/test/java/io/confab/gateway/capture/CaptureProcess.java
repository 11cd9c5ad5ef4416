package io.confab.gateway.capture;

import io.confab.schemas.setting.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Change capture in a JVM of its own, so that it can be killed as no thread can. */
final class CaptureProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private CaptureProcess(Process process) {
        this.process = process;
    }

    /** Returns when it has begun; whether it leads is another question. */
    static CaptureProcess start(Map<String, String> values) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                CaptureProcess.class.getName()));
        values.forEach((key, value) -> command.add(key + "=" + value));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new StringBuilder();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(READY)) {
                drain(lines);
                return new CaptureProcess(process);
            }
            said.append(line).append('\n');
        }
        throw new IOException("the process ended before it was ready:\n" + said);
    }

    /** As {@code kill -9}; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Captures until it is killed or whoever started it is gone. */
    public static void main(String[] arguments) throws IOException {
        var values = new TreeMap<String, String>();
        for (var argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        Capture.start(Settings.of(values), new SimpleMeterRegistry());
        System.out.println(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(1);
    }

    private static void drain(BufferedReader lines) {
        var thread = new Thread(() -> lines.lines().forEach(line -> {}), "child-output");
        thread.setDaemon(true);
        thread.start();
    }
}
