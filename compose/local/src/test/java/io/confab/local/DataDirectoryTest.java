package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void a_new_one_is_made_for_its_owner_alone_and_can_be_opened_again() throws Exception {
        var root = temporary.resolve("deep/data");

        DataDirectory.open(root).close();
        Files.writeString(Files.createDirectories(root.resolve("kafka")).resolve("log"), "records");
        try (var again = DataDirectory.open(root)) {
            assertThat(again.kafka().resolve("log")).hasContent("records");
        }

        assertThat(Files.getPosixFilePermissions(root))
                .extracting(Enum::name)
                .doesNotContain("GROUP_READ", "OTHERS_READ", "GROUP_WRITE", "OTHERS_WRITE");
    }

    @Test
    void one_that_is_in_use_is_refused_with_the_process_that_has_it() {
        try (var first = DataDirectory.open(temporary)) {
            assertThat(first.logs()).isNotNull();

            assertThatThrownBy(() -> DataDirectory.open(temporary))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid());
        }
        DataDirectory.open(temporary).close();
    }

    @Test
    void one_of_another_version_is_refused_and_left_as_it_is() throws Exception {
        DataDirectory.open(temporary).close();
        Files.writeString(temporary.resolve("layout"), "99\n");

        assertThatThrownBy(() -> DataDirectory.open(temporary))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("another version")
                .hasMessageContaining("layout 99, this one has " + DataDirectory.LAYOUT);
        assertThat(temporary.resolve("layout")).hasContent("99\n");
    }

    @Test
    void the_files_of_others_are_never_mixed_with_ours() throws Exception {
        Files.writeString(temporary.resolve("thesis.txt"), "do not touch");

        assertThatThrownBy(() -> DataDirectory.open(temporary))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("thesis.txt");
        assertThat(temporary).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
    }

    @Test
    void a_full_disk_is_told_before_anything_is_written() {
        long little = 12L << 20;

        assertThatThrownBy(() -> DataDirectory.open(temporary, directory -> little))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("the disk is full: 12 MB are free");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void a_file_in_its_place_is_refused() throws Exception {
        var file = Files.writeString(temporary.resolve("data"), "");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void a_place_where_nothing_can_be_made_is_refused() {
        assertThatThrownBy(() -> DataDirectory.open(Path.of("/proc/confab")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("/proc/confab can't be used");
    }
}
