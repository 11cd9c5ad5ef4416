package io.confab.tools.synonym;

import io.confab.tools.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the table, by word. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all synonyms, by word.")
final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var synonyms = SynonymTable.read(connection.settings());
        synonyms.forEach((word, synonym) -> out.println(word + " = " + synonym.means()));
        out.println(synonyms.size() + (synonyms.size() == 1 ? " synonym" : " synonyms"));
        out.flush();
        return 0;
    }
}
