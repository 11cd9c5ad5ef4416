package io.confab.local.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The headless Chromium in the npm package {@code @sparticuz/chromium}, kept in the cache once it was fetched. */
final class NpmBrowser implements BrowserSource {

    private static final String PACKAGE = "@sparticuz/chromium";
    /** The newest that Node 20 runs. */
    private static final String VERSION = "143.0.4";

    private static final String UNPACK = "import chromium from '" + PACKAGE + "'; await chromium.executablePath();";
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(3);
    private static final Duration UNPACKED_WITHIN = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "npm";
    }

    @Override
    public Found find(Path cache) {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            return Found.nothing(PACKAGE + " is for Linux on x86-64 alone");
        }
        if (Command.onPath("npm").isEmpty() || Command.onPath("node").isEmpty()) {
            return Found.nothing("there is no npm on the PATH to fetch " + PACKAGE + " with");
        }
        try {
            Files.createDirectories(cache);
            try (var builds =
                    FileChannel.open(cache.resolve("npm.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                builds.lock(); // two may want it at once; let go of with the channel
                return find(cache.resolve("npm-" + VERSION), cache);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Found find(Path home, Path cache) throws IOException {
        if (!Files.exists(home)) {
            var fetching = emptied(cache.resolve("fetching"));
            var result = fetch(fetching);
            if (!result.succeeded()) {
                return Found.nothing("npm could not fetch " + PACKAGE + ": " + result.reason());
            }
            Files.move(fetching, home, StandardCopyOption.ATOMIC_MOVE);
        }
        writeFontSettings(home);
        return Found.browser(TestBrowser.of(home.resolve("chromium")).withEnvironment(environmentOf(home)));
    }

    /** An earlier attempt may have left half of it. */
    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectory(folder);
    }

    private static Command.Result fetch(Path folder) {
        var installed = Command.run(
                FETCHED_WITHIN,
                folder,
                Map.of(),
                List.of(
                        "npm",
                        "install",
                        "--no-save",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                        ".",
                        PACKAGE + "@" + VERSION));
        return installed.succeeded()
                ? Command.run(
                        UNPACKED_WITHIN,
                        folder,
                        Map.of("TMPDIR", folder.toString()), // where the package unpacks it
                        List.of("node", "--input-type=module", "--eval", UNPACK))
                : installed;
    }

    /** It brings fonts for machines without any, with settings for another place. */
    private static void writeFontSettings(Path home) throws IOException {
        var settings = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>"
                + home.resolve("fonts") + "</dir><cachedir>" + home.resolve("fonts-cache") + "</cachedir></fontconfig>";
        Files.writeString(home.resolve("fonts/fonts.conf"), settings, UTF_8);
    }

    private static Map<String, String> environmentOf(Path home) {
        return Files.exists(Path.of("/etc/fonts/fonts.conf"))
                ? Map.of()
                : Map.of("FONTCONFIG_PATH", home.resolve("fonts").toString());
    }
}
