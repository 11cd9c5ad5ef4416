package io.confab.tools.synonym;

import io.confab.schemas.chatup.Synonym;
import io.confab.tools.Connection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a word stands for. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Says what a word stands for, whatever it did before.")
final class SetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Parameters(index = "0", paramLabel = "WORD", description = "What seekers say, such as soccer.")
    private String word;

    @Parameters(index = "1", paramLabel = "MEANS", description = "What counts in its place, such as football.")
    private String means;

    @Override
    public Integer call() {
        var synonym = new Synonym(means);
        SynonymTable.write(connection.settings(), new Synonym(word).means(), Optional.of(synonym));
        spec.commandLine().getOut().println(word + " = " + means);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
