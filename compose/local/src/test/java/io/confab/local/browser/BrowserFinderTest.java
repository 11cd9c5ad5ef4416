package io.confab.local.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserFinderTest {

    private static final TestBrowser BROWSER = TestBrowser.of(Path.of("/somewhere/chromium"));

    @TempDir
    Path cache;

    private final List<String> asked = new ArrayList<>();

    @Test
    void the_first_that_is_found_is_taken_and_nothing_is_fetched() {
        var sources = List.of(empty("installed"), having("npm"), having("playwright"));

        assertThat(find(Optional.empty(), sources)).isEqualTo(BROWSER);
        assertThat(asked).containsExactly("installed", "npm");
    }

    @Test
    void none_fails_with_every_reason_and_what_to_install() {
        assertThatThrownBy(() -> find(Optional.empty(), List.of(empty("installed"), empty("npm"))))
                .hasMessageContainingAll(
                        "no installed here", "no npm here", "Install Chromium or Google Chrome", "CONFAB_TEST_BROWSER");
    }

    @Test
    void a_source_that_was_chosen_is_the_only_one_asked() {
        assertThatThrownBy(() -> find(Optional.of("npm"), List.of(having("installed"), empty("npm"))))
                .hasMessageContaining("no npm here");
        assertThat(asked).containsExactly("npm");
    }

    @Test
    void an_executable_that_was_chosen_must_be_one() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");

        assertThat(find(Optional.of(java.toString()), List.of(having("installed"))))
                .isEqualTo(TestBrowser.of(java));
        assertThatThrownBy(() -> find(Optional.of("/no/such"), List.of(having("installed"))))
                .hasMessageContaining("CONFAB_TEST_BROWSER is /no/such, which can't be run");
    }

    private TestBrowser find(Optional<String> choice, List<BrowserSource> sources) {
        return BrowserFinder.find(choice, cache, sources);
    }

    private BrowserSource having(String name) {
        return source(name, BrowserSource.Found.browser(BROWSER));
    }

    private BrowserSource empty(String name) {
        return source(name, BrowserSource.Found.nothing("no " + name + " here"));
    }

    private BrowserSource source(String name, BrowserSource.Found found) {
        return new BrowserSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Found find(Path cache) {
                asked.add(name);
                return found;
            }
        };
    }
}
