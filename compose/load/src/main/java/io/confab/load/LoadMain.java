package io.confab.load;

import io.confab.load.chatup.ChatupLoadCommand;
import io.confab.load.group.GroupCommand;
import io.confab.load.latency.FloorCommand;
import io.confab.load.latency.LatencyCommand;
import io.confab.load.match.MatchCommand;
import io.confab.load.restore.RestoreCommand;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Confab from the outside. */
@Command(
        name = "confab load",
        mixinStandardHelpOptions = true,
        description = "Measures a running Confab from the outside, as its clients see it.",
        subcommands = {
            LatencyCommand.class,
            FloorCommand.class,
            GroupCommand.class,
            RestoreCommand.class,
            MatchCommand.class,
            ChatupLoadCommand.class
        })
public final class LoadMain {

    private LoadMain() {}

    /** Exits with 0 when it has measured, 1 if it could not, 2 if it was called wrongly. */
    public static void main(String... arguments) {
        // Before the first logger is made: a table of figures is what is to be read
        System.setProperty("logback.configurationFile", "io/confab/load/logback.xml");
        var commandLine = new CommandLine(new LoadMain()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("confab load: " + why(failure));
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    private static String why(Exception failure) {
        boolean unreachable = failure instanceof UncheckedIOException && failure.getCause() instanceof ConnectException;
        return unreachable
                ? "nobody answers " + failure.getMessage() + ": is Confab running there?"
                : failure.toString();
    }
}
