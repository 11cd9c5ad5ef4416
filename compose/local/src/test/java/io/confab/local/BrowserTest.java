package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {

    @Test
    void a_desktop_has_its_own_way_to_open_a_page_and_a_server_has_none() {
        assertThat(Browser.command("Mac OS X", Map.of())).contains("open");
        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0"))).contains("xdg-open");
        assertThat(Browser.command("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .contains("xdg-open");
        assertThat(Browser.command("Linux", Map.of())).isEmpty();
    }
}
