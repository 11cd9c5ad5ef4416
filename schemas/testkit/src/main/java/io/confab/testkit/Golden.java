package io.confab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are kept in the tree and compared on every build, so that a reviewer reads the difference. They are rewritten
 * with {@code -Dconfab.golden=write} alone.
 */
public final class Golden {
    private Golden() {}

    /** A file of the module whose tests run, by its path in it. */
    public static Path inModule(String path) {
        return Path.of(System.getProperty("basedir", ""))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
    }

    public static boolean isWriting() {
        return "write".equals(System.getProperty("confab.golden"));
    }

    /** Fails with the difference unless {@code file} holds {@code actual}; or writes it. */
    public static void check(Path file, String actual) {
        check(file, actual, isWriting());
    }

    static void check(Path file, String actual, boolean writing) {
        String text = actual.endsWith("\n") ? actual : actual + "\n";
        if (writing) {
            write(file, text);
        }
        assertThat(read(file))
                .as("%s; if the change is meant, run the test with -Dconfab.golden=write and commit the file", file)
                .isEqualTo(text);
    }

    /** What {@code file} holds; empty if it is not there. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
