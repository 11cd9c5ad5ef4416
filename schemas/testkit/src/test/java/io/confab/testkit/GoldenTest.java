package io.confab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.confab.schemas.streams.Flows;
import io.confab.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    Path directory;

    @Test
    void a_file_that_differs_or_is_not_there_fails_and_says_how_to_rewrite_it() throws IOException {
        var file = directory.resolve("x.txt");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Golden.check(file, "new", false))
                .withMessageContaining("-Dconfab.golden=write");
        Files.writeString(file, "old\n");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Golden.check(file, "new", false));
        assertThat(file).hasContent("old");
        Golden.check(file, "new", true);
        Golden.check(file, "new", false);
        assertThat(file).hasContent("new");
    }

    @Test
    void a_name_that_kafka_made_is_refused() {
        var builder = Flows.builder();
        Flows.read(builder, Topics.CHAT_COMMANDS, "read-chat-commands").foreach((key, command) -> {});
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> GoldenTopology.check("unnamed", builder.build()))
                .withMessageContaining("has a name of its own");
    }
}
