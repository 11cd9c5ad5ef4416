package io.confab.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.confab.local.browser.BrowserFinder;
import io.confab.local.browser.TestBrowser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The windows of a test, each as private as a browser of its own. After a test nobody's browser may have complained; of one
 * that failed, a picture and a trace of each window are kept in {@value #EVIDENCE}, see {@code playwright show-trace}.
 */
final class Windows implements BeforeAllCallback, AfterTestExecutionCallback, AfterEachCallback, AfterAllCallback {

    static final String EVIDENCE = "target/browser";
    private static final double SEEN_WITHIN_MS = 20_000;

    private record Window(String name, BrowserContext context, Page page, Complaints complaints) {}

    private final List<Window> open = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;

    /** A desktop's window. */
    Page open(String name) {
        return open(name, desktop());
    }

    Page open(String name, Browser.NewContextOptions options) {
        var context = browser.newContext(options.setLocale("en-GB"));
        context.tracing().start(new Tracing.StartOptions().setSnapshots(true));
        var complaints = new Complaints(context);
        var page = context.newPage();
        open.add(new Window(name, context, page, complaints));
        return page;
    }

    static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(1180, 760);
    }

    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
    }

    Complaints complaintsOf(Page page) {
        return open.stream()
                .filter(window -> window.page().equals(page))
                .map(Window::complaints)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        playwright = TestBrowser.playwright();
        PlaywrightAssertions.setDefaultAssertionTimeout(SEEN_WITHIN_MS);
        browser = BrowserFinder.find().launch(playwright);
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isEmpty()) {
            open.forEach(window -> window.complaints().assertNone());
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        for (var window : open) {
            if (test.getExecutionException().isPresent()) {
                keepEvidence(window, test.getRequiredTestMethod().getName());
            }
            window.context().close();
        }
        open.clear();
    }

    private static void keepEvidence(Window window, String test) {
        var file = test + "-" + window.name();
        window.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of(EVIDENCE, file + ".png")));
        window.context().tracing().stop(new Tracing.StopOptions().setPath(Path.of(EVIDENCE, file + ".zip")));
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (playwright != null) {
            playwright.close(); // the browser with it
        }
    }
}
