package io.confab.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program run to its end. */
final class Command {

    /** How a program ended and all that it said on both streams, stripped. */
    record Result(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }
    }

    private Command() {}

    static Result run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), output.strip());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while " + command.get(0) + " was running", e);
        }
    }
}
