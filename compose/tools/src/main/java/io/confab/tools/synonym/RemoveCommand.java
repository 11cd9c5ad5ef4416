package io.confab.tools.synonym;

import io.confab.tools.Connection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a word stand for itself again. */
@Command(name = "remove", mixinStandardHelpOptions = true, description = "Lets a word stand for itself again.")
final class RemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "WORD", description = "As list shows it.")
    private String word;

    @Override
    public Integer call() {
        var settings = connection.settings();
        if (!SynonymTable.read(settings).containsKey(word)) {
            throw new IllegalArgumentException("there is no synonym of " + word);
        }
        SynonymTable.write(settings, word, Optional.empty());
        spec.commandLine().getOut().println(word + " removed");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
