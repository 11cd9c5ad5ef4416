package io.confab.tools;

import io.confab.tools.deadletter.DeadLettersCommand;
import io.confab.tools.replay.ReplayCommand;
import io.confab.tools.synonym.SynonymsCommand;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What an operator runs beside Confab. */
@Command(
        name = "confab",
        mixinStandardHelpOptions = true,
        description = "What an operator runs beside Confab.",
        subcommands = {DeadLettersCommand.class, ReplayCommand.class, SynonymsCommand.class})
public final class ToolsMain {

    private ToolsMain() {}

    /** Exits with 0 when it has done what was asked, 1 if it could not, 2 if it was called wrongly. */
    public static void main(String... arguments) {
        // Before the first logger is made: what is found is what is to be read
        System.setProperty("logback.configurationFile", "io/confab/tools/logback.xml");
        System.exit(commandLine().execute(arguments));
    }

    /** Failures are said in one line. */
    public static CommandLine commandLine() {
        return new CommandLine(new ToolsMain()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("confab: " + why(failure));
            command.getErr().flush();
            return 1;
        });
    }

    private static String why(Exception failure) {
        return failure instanceof TimeoutException
                ? "Kafka does not answer (" + failure.getMessage()
                        + "): is it running, and is --bootstrap-servers right?"
                : failure.getMessage();
    }
}
