package io.confab.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browser that can be launched.
 *
 * @param executable of it, or nothing where Playwright knows
 * @param environment that it needs beside the one of this process
 */
public record TestBrowser(Optional<Path> executable, Map<String, String> environment) {

    /** It stays quiet in closed networks and asks nobody for news. */
    private static final List<String> ARGUMENTS = List.of(
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    static TestBrowser of(Path executable) {
        return new TestBrowser(Optional.of(executable), Map.of());
    }

    static TestBrowser ofPlaywright() {
        return new TestBrowser(Optional.empty(), Map.of());
    }

    TestBrowser withEnvironment(Map<String, String> more) {
        return new TestBrowser(executable, more);
    }

    /** Playwright for {@link #launch}. Its driver with a Node of its own comes in its jar; it fetches nothing. */
    public static Playwright playwright() {
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    }

    /** A headless one with a new profile; without a sandbox, as is Playwright's habit, since root has none and the pages are ours. */
    public Browser launch(Playwright playwright) {
        var all = new HashMap<>(System.getenv());
        all.putAll(environment);
        var options = new BrowserType.LaunchOptions()
                .setHeadless(true)
                .setArgs(ARGUMENTS)
                .setEnv(all)
                .setChromiumSandbox(false);
        executable.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }
}
