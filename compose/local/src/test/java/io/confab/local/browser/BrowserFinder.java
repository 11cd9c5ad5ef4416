package io.confab.local.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a browser for the tests by itself: an installed Chromium or Chrome, else one from npm, else Playwright's own. The
 * environment's {@value #CHOICE} takes that choice away: it names the executable, or one of {@code installed}, {@code npm}
 * and {@code playwright}.
 */
public final class BrowserFinder {

    static final String CHOICE = "CONFAB_TEST_BROWSER";

    private static final List<BrowserSource> SOURCES =
            List.of(new InstalledBrowser(), new NpmBrowser(), new PlaywrightBrowser());

    private BrowserFinder() {}

    /** Throws an {@link IllegalStateException} that says what to install, where there is no browser to be had. */
    public static TestBrowser find() {
        return find(Optional.ofNullable(System.getenv(CHOICE)), cache(), SOURCES);
    }

    static TestBrowser find(Optional<String> choice, Path cache, List<BrowserSource> all) {
        var sources = all.stream()
                .filter(source -> choice.isEmpty() || choice.get().equals(source.name()))
                .toList();
        if (sources.isEmpty()) {
            return executable(Path.of(choice.orElseThrow()));
        }
        var why = new ArrayList<String>();
        for (var source : sources) {
            var found = source.find(cache);
            if (found.browser().isPresent()) {
                return found.browser().get();
            }
            why.add(found.whyNot());
        }
        throw new IllegalStateException("The browser tests need a browser, and none was found:\n  - "
                + String.join("\n  - ", why)
                + "\nInstall Chromium or Google Chrome, or set " + CHOICE + " to the executable of one.");
    }

    private static TestBrowser executable(Path chosen) {
        if (!Files.isExecutable(chosen)) {
            throw new IllegalStateException(
                    CHOICE + " is " + chosen + ", which can't be run: set it to the executable of"
                            + " Chromium or Chrome, or to installed, npm or playwright");
        }
        return TestBrowser.of(chosen);
    }

    private static Path cache() {
        var base = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return base.resolve("confab").resolve("browser").toAbsolutePath();
    }
}
