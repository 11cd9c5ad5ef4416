package io.confab.local;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.confab.testkit.Golden;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Two windows side by side, as the README shows them. Each run makes it anew beside the other evidence; the one in the tree is
 * written with {@code -Dconfab.golden=write}.
 */
final class ReadmePicture {

    private static final int DESKTOP_WIDTH = 780;
    private static final int PHONE_WIDTH = 340;
    private static final int HEIGHT = 640;
    private static final int MARGIN = 26;

    private static final String HTML = """
            <style>
              body { margin: 0; padding: %1$dpx; display: flex; justify-content: space-between; background: #cfdcd6 }
              img { display: block; border-radius: 12px; box-shadow: 0 1px 3px #0004, 0 10px 30px #0003 }
            </style>
            <img src='data:image/png;base64,%2$s'><img src='data:image/png;base64,%3$s'>
            """;

    private ReadmePicture() {}

    static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(DESKTOP_WIDTH, HEIGHT);
    }

    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(PHONE_WIDTH, HEIGHT);
    }

    /** Takes it on a blank page. */
    static byte[] take(Page blank, Page desktop, Page phone) {
        blank.setViewportSize(DESKTOP_WIDTH + PHONE_WIDTH + 3 * MARGIN, HEIGHT + 2 * MARGIN);
        blank.setContent(HTML.formatted(MARGIN, windowOf(desktop), windowOf(phone)));
        return blank.screenshot(new Page.ScreenshotOptions().setPath(file()));
    }

    private static Path file() {
        return Golden.isWriting()
                ? Golden.inModule("../../docs/images/chat.png")
                : Path.of(Windows.EVIDENCE, "chat.png");
    }

    private static String windowOf(Page page) {
        return Base64.getEncoder().encodeToString(page.screenshot());
    }
}
