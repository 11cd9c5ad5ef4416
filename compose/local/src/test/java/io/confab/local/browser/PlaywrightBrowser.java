package io.confab.local.browser;

import com.microsoft.playwright.CLI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Chromium that Playwright fetches for itself, into the place that it keeps. */
final class PlaywrightBrowser implements BrowserSource {

    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "playwright";
    }

    /** Its command line ends the JVM, so it gets one of its own. Once the browser is there, it has nothing to do. */
    @Override
    public Found find(Path cache) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var result = Command.run(
                FETCHED_WITHIN,
                Path.of("."),
                Map.of(),
                List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CLI.class.getName(),
                        "install",
                        "--only-shell",
                        "chromium"));
        return result.succeeded()
                ? Found.browser(TestBrowser.ofPlaywright())
                : Found.nothing("Playwright could not fetch its own: " + result.reason());
    }
}
