package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;

/** The rules of WCAG that a program can check, asked of a page as it is, in light and in dark colours. */
final class Accessibility {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Accessibility() {}

    static void assertAccessible(String state, Page page) {
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            var violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
            assertThat(violations.stream()
                            .filter(rule -> GRAVE.contains(rule.getImpact()))
                            .map(Accessibility::told))
                    .as("%s, %s", state, scheme)
                    .isEmpty();
        }
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream().map(CheckedNode::getHtml).toList();
    }
}
