package io.confab.local;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a page in the browser of this machine's desktop, if it has one. */
final class Browser {

    private static final Logger log = LoggerFactory.getLogger(Browser.class);

    private Browser() {}

    /** Returns at once; that there is no browser is no failure of the start. */
    static void open(String url) {
        var command = command(System.getProperty("os.name"), System.getenv());
        command.ifPresent(program -> run(program, url));
    }

    static Optional<String> command(String system, Map<String, String> environment) {
        if (system.toLowerCase(Locale.ROOT).contains("mac")) {
            return Optional.of("open");
        }
        boolean hasDisplay = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return hasDisplay ? Optional.of("xdg-open") : Optional.empty();
    }

    private static void run(String program, String url) {
        try {
            new ProcessBuilder(List.of(program, url))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            log.info("No browser was opened: {}", e.getMessage());
        }
    }
}
