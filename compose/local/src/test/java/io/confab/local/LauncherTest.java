package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code confab} where nothing has to be built. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("../../confab").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    private record Result(int status, String output) {}

    @Test
    void help_names_every_command_and_option() throws Exception {
        for (var asked : List.of("help", "--help", "-h")) {
            var help = run(Path.of(System.getProperty("java.home")), asked);

            assertThat(help.status()).isZero();
            assertThat(help.output())
                    .contains(
                            "up",
                            "load",
                            "dead-letters",
                            "replay",
                            "test",
                            "golden",
                            "--port",
                            "--mail-port",
                            "--ops-port",
                            "--data",
                            "--no-browser");
        }
    }

    @Test
    void an_unknown_command_is_told_with_the_known_ones() throws Exception {
        var result = run(Path.of(System.getProperty("java.home")), "uo");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("there is no command 'uo'", "Usage: ./confab");
    }

    @Test
    void a_java_that_is_too_old_is_told_with_what_to_do() throws Exception {
        var result = run(jdkOf("11"), "up");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("is Java 11, too old: install a JDK 17 or newer, or set JAVA_HOME");
    }

    @Test
    void a_java_from_before_java_9_is_too_old_as_well() throws Exception {
        assertThat(run(jdkOf("1.8"), "up").output()).contains("is Java 1.8, too old");
    }

    @Test
    void a_wrong_java_home_is_told() throws Exception {
        var result = run(temporary.resolve("nowhere"), "up");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("JAVA_HOME is " + temporary.resolve("nowhere"));
    }

    /** A JDK of which the launcher asks its version alone. */
    private Path jdkOf(String version) throws IOException {
        var java = Files.createDirectories(temporary.resolve("jdk-" + version + "/bin"))
                .resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = " + version + "' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java.getParent().getParent();
    }

    private Result run(Path javaHome, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        var output = Files.createTempFile(temporary, "launcher", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        var process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
