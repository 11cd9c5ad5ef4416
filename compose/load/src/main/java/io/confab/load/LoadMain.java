package io.confab.load;

import io.confab.load.latency.LatencyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Confab from the outside. */
@Command(
        name = "confab load",
        mixinStandardHelpOptions = true,
        description = "Measures a running Confab from the outside, as its clients see it.",
        subcommands = LatencyCommand.class)
public final class LoadMain {

    private LoadMain() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new LoadMain()).execute(arguments));
    }
}
