package io.confab.schemas.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.setting.Setting;
import io.confab.schemas.setting.SharedSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceProcessTest {

    private static final int SIGTERM = 128 + 15;

    @Test
    void a_process_that_is_told_to_stop_closes_its_service_first() throws Exception {
        var process = start("-Dconfab.kafka.bootstrap-servers=none:1", "-Dconfab.ops.port=0");
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            var said = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains("operators are served at")) {
                    process.toHandle().destroy(); // unlike the process itself it leaves the output open
                }
            }
            assertThat(said).last().isEqualTo("closed");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(SIGTERM);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void wrong_settings_are_said_before_anything_starts() throws Exception {
        var process = start("-Dconfab.ops.port=-1");
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines().toList())
                    .anyMatch(line -> line.contains("confab.kafka.bootstrap-servers"))
                    .anyMatch(line -> line.contains("confab.ops.port"))
                    .doesNotContain("started", "closed");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... settings) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(settings));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Silent.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** A service that does nothing but say when it begins and when it ends. */
    static final class Silent implements ServiceProcess.Service {

        public static void main(String[] arguments) throws InterruptedException {
            List<Setting<?>> rows = SharedSettings.ALL;
            ServiceProcess.run(rows, (settings, metrics) -> {
                System.out.println("started");
                return new Silent();
            });
        }

        @Override
        public List<HealthCheck> checks() {
            return List.of();
        }

        @Override
        public void close() {
            System.out.println("closed");
        }
    }
}
