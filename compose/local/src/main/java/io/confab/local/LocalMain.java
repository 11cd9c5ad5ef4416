package io.confab.local;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What the launcher {@code confab} runs. */
@Command(
        name = "confab",
        mixinStandardHelpOptions = true,
        versionProvider = LocalMain.Version.class,
        description = "Confab on one machine.",
        subcommands = UpCommand.class)
public final class LocalMain {

    private LocalMain() {}

    /** Exits with 0 after a clean stop, 1 if it can't start, 2 if it was called wrongly. */
    public static void main(String... arguments) {
        // Before the first logger is made; the file is found on the class path, beside the ones of the parts
        System.setProperty("logback.configurationFile", "io/confab/local/logback.xml");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LocalMain());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Optional.ofNullable(LocalMain.class.getPackage().getImplementationVersion());
            return new String[] {"confab " + version.orElse("(not packaged)")};
        }
    }
}
