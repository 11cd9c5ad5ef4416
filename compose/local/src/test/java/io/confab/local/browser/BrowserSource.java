package io.confab.local.browser;

import java.nio.file.Path;
import java.util.Optional;

/** A place that a browser for the tests may come from. */
interface BrowserSource {

    /** Where a browser comes from, or why there is none from here: one of the two is present. */
    record Found(Optional<TestBrowser> browser, String whyNot) {

        static Found browser(TestBrowser browser) {
            return new Found(Optional.of(browser), "");
        }

        static Found nothing(String whyNot) {
            return new Found(Optional.empty(), whyNot);
        }
    }

    /** A word for {@link BrowserFinder#CHOICE}. */
    String name();

    /** Looks for the browser, fetching it where that is how it comes. */
    Found find(Path cache);
}
