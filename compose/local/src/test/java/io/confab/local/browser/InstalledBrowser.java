package io.confab.local.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Chromium or Chrome that this machine has already. */
final class InstalledBrowser implements BrowserSource {

    private static final List<String> NAMES = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "chrome-headless-shell",
            "headless_shell");

    private static final List<String> PLACES = List.of(
            "/usr/lib/chromium/chromium",
            "/usr/lib64/chromium-browser/chromium-browser",
            "/opt/google/chrome/chrome",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            System.getProperty("user.home") + "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "installed";
    }

    @Override
    public Found find(Path cache) {
        return Stream.concat(
                        NAMES.stream().map(Command::onPath).flatMap(Optional::stream),
                        PLACES.stream().map(Path::of).filter(Files::isExecutable))
                .filter(InstalledBrowser::runs)
                .findFirst()
                .map(executable -> Found.browser(TestBrowser.of(executable)))
                .orElseGet(() ->
                        Found.nothing("neither Chromium nor Chrome is on the PATH or where it is usually installed"));
    }

    /** Some systems have a script of the browser's name that only says how to install it. */
    private static boolean runs(Path executable) {
        var version = Command.run(ANSWERS_WITHIN, Path.of("."), Map.of(), List.of(executable.toString(), "--version"));
        return version.succeeded() && version.output().contains("Chrom");
    }
}
