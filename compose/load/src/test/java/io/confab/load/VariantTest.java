package io.confab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantTest {

    @TempDir
    Path directory;

    @Test
    void each_key_goes_to_whom_it_belongs() throws Exception {
        var variant =
                Variant.of("quick:confab.streams.poll=1ms,broker.num.io.threads=8,main.consumer.fetch.min.bytes=1");

        assertThat(variant.name()).isEqualTo("quick");
        assertThat(variant.broker()).isEqualTo(Map.of("num.io.threads", "8"));
        var settings = variant.settingsIn(directory);
        assertThat(settings).containsEntry("confab.streams.poll", "1ms").hasSize(2);
        assertThat(Files.readString(Path.of(settings.get("confab.kafka.client-properties-file"))))
                .contains("main.consumer.fetch.min.bytes=1");
    }

    @Test
    void anything_else_is_refused() {
        assertThatThrownBy(() -> Variant.of("no name")).hasMessageContaining("name:key=value");
        assertThatThrownBy(() -> Variant.of("name:key")).hasMessageContaining("'key'");
    }
}
