package io.confab.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, taken from the class path and unpacked once per user into a cache. Several
 * processes may ask at the same time.
 */
final class PostgresBinaries {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** The programs below {@code cache}, unpacked if they are not there yet. */
    static synchronized PostgresBinaries unpackedIn(Path cache) throws IOException {
        var archive = archive();
        var home = cache.resolve("postgres-" + digest(archive));
        Files.createDirectories(cache);
        // Within this JVM the method's lock keeps others out, and the file lock those of other JVMs.
        try (var lockFile = FileChannel.open(
                        cache.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = lockFile.lock()) {
            log.trace("Unpacking under {}", lock);
            if (!Files.isDirectory(home)) {
                var unfinished = cache.resolve(home.getFileName() + ".unfinished");
                Directories.delete(unfinished);
                unpack(archive, unfinished);
                Files.move(unfinished, home);
                log.info("Unpacked PostgreSQL into {}", home);
            }
        }
        return new PostgresBinaries(home);
    }

    /** The user's cache by the habit of the platform, or {@code fallback} where there is none to write to. */
    static Path cache(Path fallback) {
        var xdg = System.getenv("XDG_CACHE_HOME");
        var caches = xdg != null && !xdg.isBlank() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        var ours = caches.resolve("confab");
        try {
            Files.createDirectories(ours);
            return Files.isWritable(ours) ? ours : fallback;
        } catch (IOException e) {
            log.debug("No cache in {}", ours, e);
            return fallback;
        }
    }

    /** The path of a program, for example {@code initdb}. */
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** For example {@code 18}: data of one major version can't be read by another. */
    String majorVersion() throws IOException {
        var result = Command.run(List.of(program("postgres").toString(), "--version"));
        var version = VERSION.matcher(result.output());
        if (!version.find()) {
            throw new IOException(program("postgres") + " does not run here: " + result.output());
        }
        return version.group(1);
    }

    private static URL archive() {
        var name = "postgres-" + operatingSystem() + "-" + architecture() + ".txz";
        var url = PostgresBinaries.class.getResource("/" + name);
        if (url == null) {
            throw new EmbeddedException("no PostgreSQL for this machine on the class path: " + name + " is missing."
                    + " Confab's embedded PostgreSQL runs on Linux (glibc) and macOS, x86-64 and ARM64");
        }
        return url;
    }

    private static String operatingSystem() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("linux") ? "linux" : name;
    }

    private static String architecture() {
        var arch = System.getProperty("os.arch");
        return switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch;
        };
    }

    private static String digest(URL archive) throws IOException {
        try (var in = new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
