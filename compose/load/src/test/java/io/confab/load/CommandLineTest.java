package io.confab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.load.chatup.ChatupLoadCommand;
import io.confab.load.match.MatchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is asked for wrongly is refused before anything is started, with the reason. */
class CommandLineTest {
    private static final int CALLED_WRONGLY = 2;

    private final StringWriter said = new StringWriter();

    private int call(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setErr(new PrintWriter(said, true))
                .setOut(new PrintWriter(said, true))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--rate 0, the rate is above 0",
        "--tickets 1, tickets and users are 2 or more",
        "--users 1, tickets and users are 2 or more",
        "--cancels 3, are shares",
        "--blocks -1, are shares",
        "--workers 0, workers and partitions are 1 or more",
        "--partitions 0, workers and partitions are 1 or more",
        "--kill 1 --workers 1, --kill needs two workers",
        "--kill 1 --bootstrap 127.0.0.1:1, leave out --bootstrap",
        "--check --bootstrap 127.0.0.1:1, leave out --bootstrap",
        "--tags 3, twice as many tags",
    })
    void a_wrong_load_of_chatup_is_refused(String arguments, String reason) {
        assertThat(call(new ChatupLoadCommand(), arguments.split(" ", -1))).isEqualTo(CALLED_WRONGLY);
        assertThat(said.toString()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"--parts 0", "--waiting 1", "--rate 0", "--patience 0"})
    void a_wrong_crowd_is_refused(String arguments) {
        assertThat(call(new MatchCommand(), arguments.split(" ", -1))).isEqualTo(CALLED_WRONGLY);
    }

    @Test
    void help_has_examples() {
        assertThat(call(new ChatupLoadCommand(), "--help")).isZero();
        assertThat(said.toString()).contains("--tickets 1000000", "--perfect", "--bootstrap");
    }
}
