package io.confab.tools.synonym;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.testkit.TestBroker;
import io.confab.tools.ToolsMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SynonymsIT {
    private final TestBroker broker = TestBroker.shared();

    private record Result(int status, String output, String errors) {}

    @Test
    void a_word_stands_for_another_until_that_is_taken_back() {
        assertThat(synonyms("set", "soccer", "football").output()).isEqualTo("soccer = football\n");
        assertThat(synonyms("set", "soccer", "fussball").status()).isZero();
        assertThat(synonyms("set", "flick", "movie").status()).isZero();

        assertThat(synonyms("list").output()).isEqualTo("flick = movie\nsoccer = fussball\n2 synonyms\n");

        assertThat(synonyms("remove", "soccer").output()).isEqualTo("soccer removed\n");
        assertThat(synonyms("list").output()).isEqualTo("flick = movie\n1 synonym\n");
    }

    @Test
    void what_makes_no_sense_is_said() {
        assertThat(synonyms("remove", "nothing"))
                .isEqualTo(new Result(1, "", "confab: there is no synonym of nothing\n"));
        assertThat(synonyms("set", "x".repeat(33), "y"))
                .isEqualTo(new Result(1, "", "confab: a word has 1 to 32 characters, not 33\n"));
        assertThat(synonyms("set", "x", " ").status()).isEqualTo(1);
        assertThat(synonyms("set", "x").status()).isEqualTo(2);
    }

    private Result synonyms(String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        var bootstrap = broker.settings().get(io.confab.schemas.setting.SharedSettings.KAFKA_BOOTSTRAP_SERVERS);
        var all = Stream.concat(
                        Stream.of("synonyms", arguments[0], "--bootstrap-servers", bootstrap),
                        Stream.of(arguments).skip(1))
                .toArray(String[]::new);
        int status = ToolsMain.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(all);
        return new Result(status, output.toString(), errors.toString());
    }
}
